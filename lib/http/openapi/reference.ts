import type { Reference, ReferenceOperation } from "../../core/reference";
import { toJson } from "../json";
import { limitPolicies } from "../limit-policies";
import { fieldsOf, isScope } from "./describe-operation";
import { documentOf } from "./document";
import { fieldRows } from "./field-rows";
import { type Operation, resources } from "./operation";
import { operations } from "./operations";
import { refusalsByStatus } from "./refusals-by-status";

/** The document of the API, put so that a page can show it. */
export function referenceOf(appUrl: string): Reference {
  const { paths, components } = documentOf(appUrl);
  return {
    baseUrl: appUrl,
    groups: resources.map((name) => ({
      name,
      operations: operations
        .filter(({ resource }) => resource === name)
        .map((operation) => {
          const described = paths[operation.path]?.[operation.method.toLowerCase()];
          return toReference(operation, { appUrl, answers: described?.responses ?? {} });
        }),
    })),
    objects: Object.entries(components.schemas)
      .filter(([name]) => name !== "Document")
      .map(([name, schema]) => ({ name, fields: fieldRows(schema) })),
  };
}

type Described = { appUrl: string; answers: Readonly<Record<string, { content?: object }>> };

function toReference(operation: Operation, { appUrl, answers }: Described): ReferenceOperation {
  const { fields, required } = fieldsOf(operation);
  const inPath = fields.filter(([name]) => operation.path.includes(`{${name}}`));
  const others = fields.filter(([name]) => !operation.path.includes(`{${name}}`));
  const rows = (chosen: typeof fields) =>
    fieldRows({ properties: Object.fromEntries(chosen), required: [...required, ...inPath.map(([name]) => name)] });
  const isPost = operation.method === "POST";
  return {
    id: operation.id,
    method: operation.method,
    path: operation.path,
    summary: operation.summary,
    words: operation.words,
    facts: factsOf(operation),
    parameters: rows(isPost ? inPath : [...inPath, ...others]),
    body: isPost ? rows(others) : [],
    curl: curlOf(operation, appUrl),
    answers: Object.entries(operation.answers).map(([status, { words, example }]) => ({
      status: Number(status),
      words,
      holds: nameOfContent(answers[status]?.content),
      example: operation.id === "getDocument" ? null : JSON.stringify(toJson(example), null, 2),
    })),
    refusals: refusalsByStatus(operation).map(([status, codes]) => ({ status, codes })),
  };
}

const doors = { public: "Nothing", cron: "The scheduler's secret", stripe: "Stripe's signature" } as const;

function factsOf({ access, limit, isIdempotent, isRevalidated }: Operation): ReferenceOperation["facts"] {
  const policy = limit && limitPolicies[limit];
  const door = access === "public" || access === "cron" || access === "stripe" ? doors[access] : access;
  return [
    { label: isScope(access) ? "Scope" : "Needs", value: door },
    ...(policy ? [{ label: "Limit", value: `${policy.points} in ${policy.seconds} s` }] : []),
    ...(isIdempotent ? [{ label: "Repeating", value: "Idempotency-Key" }] : []),
    ...(isRevalidated ? [{ label: "Caching", value: "ETag" }] : []),
  ];
}

function nameOfContent(content: object | undefined): string | null {
  return /#\/components\/schemas\/(\w+)/.exec(JSON.stringify(content ?? {}))?.[1] ?? null;
}

const samples: Readonly<Record<string, string>> = {
  listTransactions: "?type=charges&startDate=2026-11-01&limit=2",
  listPayouts: "?status=paid,failed&limit=2",
  getRevenueReport: "?startDate=2026-10-01&endDate=2026-11-30&groupBy=month",
  getFeeReport: "?startDate=2026-10-01&endDate=2026-11-30",
  getCustomerReport: "?startDate=2026-10-01&endDate=2026-11-30",
};
const sampleIds: Readonly<Record<string, string>> = {
  "/api/payouts/{id}": "po_1Weekly",
  "/api/payouts/{id}/cancel": "po_1Weekly",
  "/api/payout-intents/{id}": "5b0f6a1e-8f0c-4c9b-a1b7-6c2d3e4f5a6b",
  "/api/sync/runs/{id}": "c2f1d7a0-4b6e-4f3a-8d9c-0e1f2a3b4c5d",
};

/** A call that works once the key is put in. */
function curlOf({ id, method, path, access, isIdempotent, bodyExample }: Operation, appUrl: string): string {
  const address = `${appUrl}${path.replace("{id}", sampleIds[path] ?? "")}${samples[id] ?? ""}`;
  const secret = access === "cron" ? "$CRON_SECRET" : "$PENNYPROOF_KEY";
  const lines = [
    `curl ${method === "POST" ? "-X POST " : ""}"${address}"`,
    ...(isScope(access) || access === "cron" ? [`-H "Authorization: Bearer ${secret}"`] : []),
    ...(access === "stripe" ? ['-H "Stripe-Signature: $SIGNATURE"', "--data-binary @event.json"] : []),
    ...(isIdempotent ? ['-H "Idempotency-Key: payout-2026-11-22"'] : []),
    ...(bodyExample === undefined
      ? []
      : ['-H "Content-Type: application/json"', `-d '${JSON.stringify(toJson(bodyExample))}'`]),
  ];
  return lines.join(" \\\n  ");
}
