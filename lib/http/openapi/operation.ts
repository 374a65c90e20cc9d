import type { z } from "zod";
import type { Scope } from "../../core/access";
import type { ErrorCode } from "../../core/errors";
import type { Json } from "../json";
import type { LimitPolicy } from "../limit-policies";

export const resources = ["Balance", "Transactions", "Sync", "Payouts", "Reports", "Service"] as const;
export type Resource = (typeof resources)[number];

/** An answer that is no refusal. */
export type Answer = {
  readonly words: string;
  readonly schema: z.ZodType;
  readonly example: Json;
  /** Whether `Location` says where to go on. */
  readonly hasLocation?: boolean;
};

/** Everything that is said of one method of one address. The tests hold the routes to it. */
export type Operation = {
  readonly method: "GET" | "POST";
  /** With `{id}` for a part that names something. */
  readonly path: `/api/${string}`;
  readonly id: string;
  readonly resource: Resource;
  readonly summary: string;
  readonly words: string;
  /** The schema the route parses with. Names that are in the path too are path parameters. */
  readonly input: z.ZodType;
  /** What it takes to be let in: a scope, nothing, the scheduler's secret, or Stripe's signature. */
  readonly access: Scope | "public" | "cron" | "stripe";
  readonly limit: LimitPolicy | null;
  readonly isIdempotent?: boolean;
  /** Answers with an ETag, and 304 to whoever has it already. */
  readonly isRevalidated?: boolean;
  readonly bodyExample?: Json;
  readonly answers: Readonly<Record<number, Answer>>;
  /** Refusals of its own; those of its kind come by themselves. */
  readonly refusals: readonly ErrorCode[];
};
