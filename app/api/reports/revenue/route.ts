import { revenueReportInput } from "@/lib/core/report-input";
import { methods } from "@/lib/http/endpoint";
import { presentRevenueReport } from "@/lib/http/present-revenue-report";
import { getRevenueReport } from "@/lib/reports/get-revenue-report";
import { covered } from "../../covered";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = methods({
  GET: covered(revenueReportInput, getRevenueReport, {
    resources: ["charges", "refunds", "disputes"],
    present: presentRevenueReport,
    isRevalidated: true,
  }),
});
