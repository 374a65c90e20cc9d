import { feeReportInput } from "@/lib/core/report-input";
import { methods } from "@/lib/http/endpoint";
import { presentFeeReport } from "@/lib/http/present-fee-report";
import { getFeeReport } from "@/lib/reports/get-fee-report";
import { covered } from "../../covered";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = methods({
  GET: covered(feeReportInput, getFeeReport, {
    resources: ["balance_transactions", "charges"],
    present: presentFeeReport,
    isRevalidated: true,
  }),
});
