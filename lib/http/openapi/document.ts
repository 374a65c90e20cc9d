import type { z } from "zod";
import { errorWords } from "../../core/error-words";
import { errorCodes } from "../../core/errors";
import type { Json } from "../json";
import { balanceSchema } from "../schemas/balance";
import * as payout from "../schemas/payout";
import { problemSchema } from "../schemas/problem";
import { customerReportSchema, feeReportSchema, revenueReportSchema } from "../schemas/reports";
import { cronSyncSchema, documentSchema, healthSchema, webhookSchema } from "../schemas/service";
import { syncRunListSchema, syncRunSchema } from "../schemas/sync-run";
import { transactionListSchema, transactionSchema } from "../schemas/transaction";
import { headers, parameters, securitySchemes } from "./components";
import { describeOperation, type OperationObject } from "./describe-operation";
import { type JsonObject, toComponents } from "./json-schema";
import { resources } from "./operation";
import { operations } from "./operations";

const named: Readonly<Record<string, z.ZodType>> = {
  Balance: balanceSchema,
  Transaction: transactionSchema,
  TransactionList: transactionListSchema,
  Payout: payout.payoutSchema,
  PayoutList: payout.payoutListSchema,
  PayoutDetail: payout.payoutDetailSchema,
  PayoutPreview: payout.payoutPreviewSchema,
  PayoutAccepted: payout.payoutAcceptedSchema,
  PayoutIntent: payout.payoutIntentSchema,
  SyncRun: syncRunSchema,
  SyncRunList: syncRunListSchema,
  RevenueReport: revenueReportSchema,
  FeeReport: feeReportSchema,
  CustomerReport: customerReportSchema,
  Health: healthSchema,
  CronSync: cronSyncSchema,
  WebhookReceipt: webhookSchema,
  Document: documentSchema,
  Problem: problemSchema,
};

/** The date of the API's one version; members may be added within it, nothing is taken away or changed. */
export const apiVersion = "2026-11-22";

export type ApiDocument = {
  readonly openapi: "3.1.1";
  readonly info: JsonObject;
  readonly servers: readonly JsonObject[];
  readonly tags: readonly JsonObject[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonObject>>;
    readonly examples: Readonly<Record<string, JsonObject>>;
    readonly [more: string]: Json | Readonly<Record<string, JsonObject>>;
  };
};

/** The API in OpenAPI 3.1, as reached under an address such as `https://app.example.com`. */
export function documentOf(appUrl: string): ApiDocument {
  const paths: Record<string, Record<string, OperationObject>> = {};
  for (const operation of operations) {
    const path = paths[operation.path] ?? {};
    path[operation.method.toLowerCase()] = describeOperation(operation, nameOf);
    paths[operation.path] = path;
  }
  return {
    openapi: "3.1.1",
    info: {
      title: "Pennyproof API",
      version: apiVersion,
      description:
        "Balances, transactions, payouts and reports of the Stripe accounts of one organization. Amounts are whole numbers of minor units. Every GET answers HEAD as well; other methods are refused with 405 and `Allow`.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: appUrl }],
    tags: resources.map((name) => ({ name })),
    paths,
    components: {
      schemas: toComponents(named),
      examples: problemExamples(appUrl),
      headers,
      parameters,
      securitySchemes,
    },
  };
}

function nameOf(schema: z.ZodType): string {
  const name = Object.keys(named).find((key) => named[key] === schema);
  if (name === undefined) throw new Error("An answer has a schema without a name.");
  return name;
}

function problemExamples(appUrl: string): Record<string, JsonObject> {
  return Object.fromEntries(
    Object.entries(errorWords).map(([code, { meaning }]) => {
      const { status, title } = Object(errorCodes)[code];
      const value = { type: `${appUrl}/docs/errors#${code}`, title, status, detail: meaning, instance: "/api/payouts" };
      return [code, { value: { ...value, code, requestId: "req_5f0c2a9e1b3d4c6f7a8b9c0d" } }];
    }),
  );
}
