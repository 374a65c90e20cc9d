import { customerReportInput, feeReportInput, revenueReportInput } from "../../core/report-input";
import { customerReportSchema, feeReportSchema, revenueReportSchema } from "../schemas/reports";
import type { Operation } from "./operation";
import * as examples from "./report-examples";

const common = {
  method: "GET",
  resource: "Reports",
  access: "reports:read",
  limit: "read",
  isRevalidated: true,
  refusals: ["no_connected_account", "invalid_timezone", "range_too_large"],
} as const satisfies Partial<Operation>;

export const reportOperations: readonly Operation[] = [
  {
    ...common,
    path: "/api/reports/revenue",
    id: "getRevenueReport",
    summary: "Report revenue",
    words:
      "Captured amounts of succeeded charges by the day of the charge, before refunds, disputes and fees. Empty periods are there with zeros. Without dates, the last 30 days.",
    input: revenueReportInput,
    answers: { 200: { words: "The report.", schema: revenueReportSchema, example: examples.revenue } },
  },
  {
    ...common,
    path: "/api/reports/fees",
    id: "getFeeReport",
    summary: "Report fees",
    words: "What Stripe and the platform took, each fee in exactly one field. Periods only with `groupBy`.",
    input: feeReportInput,
    answers: { 200: { words: "The report.", schema: feeReportSchema, example: examples.fees } },
  },
  {
    ...common,
    path: "/api/reports/customers",
    id: "getCustomerReport",
    summary: "Report customers",
    words: "Who paid, who came and who left. A customer counts once per account, over every currency.",
    input: customerReportInput,
    answers: { 200: { words: "The report.", schema: customerReportSchema, example: examples.customers } },
  },
];
