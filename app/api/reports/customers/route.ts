import { customerReportInput } from "@/lib/core/report-input";
import { methods } from "@/lib/http/endpoint";
import { presentCustomerReport } from "@/lib/http/present-customer-report";
import { route } from "@/lib/http/route";
import { getCustomerReport } from "@/lib/reports/get-customer-report";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = methods({
  GET: route(customerReportInput, getCustomerReport, { present: presentCustomerReport, isRevalidated: true }),
});
