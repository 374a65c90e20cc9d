import { customerReportInput } from "@/lib/core/report-input";
import { methods } from "@/lib/http/endpoint";
import { presentCustomerReport } from "@/lib/http/present-customer-report";
import { getCustomerReport } from "@/lib/reports/get-customer-report";
import { covered } from "../../covered";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = methods({
  GET: covered(customerReportInput, getCustomerReport, {
    resources: ["charges", "customers", "subscriptions"],
    present: presentCustomerReport,
    isRevalidated: true,
  }),
});
