import { StripeRefusal } from "./errors";
import { nextFraction, nextLogNormal, type Stream } from "./random";

export const faultKinds = [
  "latency",
  "rate_limit",
  "lock_timeout",
  "status",
  "500_saved",
  "reset_before",
  "reset_after",
  "hang",
  "truncate",
  "malformed",
  "extra_field",
  "new_status",
  "hide_new_rows",
  "webhook_duplicate",
  "webhook_drop",
  "webhook_delay",
  "webhook_shuffle",
  "webhook_bad_signature",
  "webhook_old_timestamp",
  "webhook_stale",
  "webhook_second_id",
  "webhook_unknown_account",
  "webhook_other_livemode",
  "webhook_other_version",
  "webhook_unknown_type",
  "webhook_burst",
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** What goes wrong, and for which requests (or, for the webhook kinds, for which event types). */
export type Fault = {
  kind: FaultKind;
  method?: string;
  /** The start of the path, or a regular expression between slashes: "/^.v1.payouts$/". */
  path?: string;
  account?: string;
  /** For webhook kinds: the event type, or its start with a final "*". */
  type?: string;
  /** Only the nth match, counted from 1. */
  nth?: number;
  /** Only the first so many matches. */
  times?: number;
  probability?: number;
  /** "status": the HTTP status, 500 by default. */
  status?: number;
  /** "status", "500_saved", "hang": the operation runs all the same. */
  effect?: boolean;
  /** "latency" and "hang": real milliseconds; "latency" may give a distribution by its p50 and p99 instead. */
  ms?: number;
  p50?: number;
  p99?: number;
  /** "webhook_delay": virtual seconds; "hide_new_rows": the age below which list rows are not shown. */
  seconds?: number;
};

type Rule = { fault: Fault; seen: number; used: number };
export type FaultPlan = { rules: Rule[]; stream: Stream };

export function createFaultPlan(faults: Fault[], stream: Stream): FaultPlan {
  for (const { kind } of faults) {
    if (!faultKinds.includes(kind)) throw new Error(`The emulator knows no fault ${kind}.`);
  }
  return { rules: faults.map((fault) => ({ fault, seen: 0, used: 0 })), stream };
}

/** The faults that strike this request; every rule that matches counts it. */
export function faultsFor(plan: FaultPlan, request: { method: string; path: string; account: string | null }): Fault[] {
  return strike(plan, ({ kind, method, path, account }) => {
    if (kind.startsWith("webhook_")) return false;
    if (method !== undefined && method.toUpperCase() !== request.method) return false;
    if (account !== undefined && account !== request.account) return false;
    return path === undefined || fitsPath(request.path, path);
  });
}

/** The faults that strike one delivery of an event. */
export function webhookFaultsFor(plan: FaultPlan, event: { type: string; account: string | null }): Fault[] {
  return strike(plan, ({ kind, type, account }) => {
    if (!kind.startsWith("webhook_")) return false;
    if (account !== undefined && account !== event.account) return false;
    if (type === undefined) return true;
    return type.endsWith("*") ? event.type.startsWith(type.slice(0, -1)) : type === event.type;
  });
}

function strike(plan: FaultPlan, isMatch: (fault: Fault) => boolean): Fault[] {
  const struck: Fault[] = [];
  for (const rule of plan.rules) {
    const { fault } = rule;
    if (!isMatch(fault)) continue;
    rule.seen++;
    if (fault.nth !== undefined && rule.seen !== fault.nth) continue;
    if (fault.times !== undefined && rule.used >= fault.times) continue;
    if (fault.probability !== undefined && nextFraction(plan.stream) >= fault.probability) continue;
    rule.used++;
    struck.push(fault);
  }
  return struck;
}

function fitsPath(path: string, pattern: string): boolean {
  const expression = /^\/(\^.*|.*\$)\/$/.exec(pattern)?.[1];
  return expression === undefined ? path.startsWith(pattern) : new RegExp(expression).test(path);
}

/** How often each rule has struck, in the order in which they were given. */
export function faultCounts(plan: FaultPlan): { kind: FaultKind; seen: number; used: number }[] {
  return plan.rules.map(({ fault, seen, used }) => ({ kind: fault.kind, seen, used }));
}

export function latencyMs(plan: FaultPlan, { ms, p50, p99 }: Fault): number {
  if (p50 === undefined) return ms ?? 0;
  // 2.326 standard deviations above the median lies the 99th percentile.
  const sigma = Math.log((p99 ?? p50) / p50) / 2.326;
  return nextLogNormal(plan.stream, p50, sigma);
}

/** The refusal that a fault stands for, or undefined for faults of another nature. */
export function refusalOf({ kind, status = 500 }: Fault): StripeRefusal | undefined {
  if (kind === "rate_limit") {
    const headers = { "stripe-rate-limited-reason": "endpoint-rate" };
    return new StripeRefusal("Too many requests.", { status: 429, code: "rate_limit", headers });
  }
  if (kind === "lock_timeout") {
    const headers = { "stripe-should-retry": "true" };
    return new StripeRefusal("The object is in use by another request.", {
      status: 429,
      code: "lock_timeout",
      headers,
    });
  }
  if (kind === "status" && status === 409) {
    return new StripeRefusal("Another request is in progress.", { status, code: "idempotency_key_in_use" });
  }
  if (kind === "status" || kind === "500_saved") {
    return new StripeRefusal("An error occurred on our side.", {
      status: kind === "status" ? status : 500,
      type: "api_error",
    });
  }
  return undefined;
}
