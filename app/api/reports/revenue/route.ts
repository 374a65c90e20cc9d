import { revenueReportInput } from "@/lib/core/report-input";
import { methods } from "@/lib/http/endpoint";
import { presentRevenueReport } from "@/lib/http/present-revenue-report";
import { route } from "@/lib/http/route";
import { getRevenueReport } from "@/lib/reports/get-revenue-report";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = methods({
  GET: route(revenueReportInput, getRevenueReport, { present: presentRevenueReport, isRevalidated: true }),
});
