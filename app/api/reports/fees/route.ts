import { feeReportInput } from "@/lib/core/report-input";
import { methods } from "@/lib/http/endpoint";
import { presentFeeReport } from "@/lib/http/present-fee-report";
import { route } from "@/lib/http/route";
import { getFeeReport } from "@/lib/reports/get-fee-report";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = methods({
  GET: route(feeReportInput, getFeeReport, { present: presentFeeReport, isRevalidated: true }),
});
