import { revalidatePath } from "next/cache";
import { headers } from "next/headers";
import type { z } from "zod";
import { requireSameOrigin } from "../auth/require-same-origin";
import type { Context } from "../context";
import { contextFromSession } from "../context-from-session";
import { requirePermission } from "../core/access";
import { AppError, type ErrorCode } from "../core/errors";
import { getServices } from "../services";
import { type CountedAs, countCaller } from "./count-caller";
import type { LimitPer, LimitPolicy } from "./limit-policies";
import { parseInput } from "./parse-input";
import { toAppError } from "./to-app-error";

/** Plain values only: a result with a bigint in it breaks a form that is posted without JavaScript. */
export type ActionData = Readonly<Record<string, string | number | boolean | null>>;

export type ActionResult =
  | { readonly ok: true; readonly data: ActionData }
  | {
      readonly ok: false;
      readonly code: ErrorCode;
      readonly message: string;
      /** One sentence per faulty field, by its name. */
      readonly fields?: Readonly<Record<string, string>>;
    };

/** Takes the organization's slug, then whatever the form passes on; the last argument is the input. */
export type Action = (slug: unknown, ...rest: unknown[]) => Promise<ActionResult>;

export type ActionOptions<Input, Result> = {
  /** What the page needs of the result; it reads everything else afresh. */
  present?: (result: Result) => ActionData;
  /** Paths under the organization that show something else afterwards. */
  revalidate?: readonly string[];
  /** How often one person may do it, by this door and over HTTP together. */
  limit?: LimitPolicy;
  limitPer?: LimitPer<Input>;
};

/**
 * A use case as a Server Action. Anybody can post to one, so it checks where the request came from, who is signed in,
 * how often they ask and what was sent; the slug only selects, membership decides.
 */
export function action<Input, Result>(
  schema: z.ZodType<Input>,
  verb: (ctx: Context, input: Input) => Promise<Result>,
  { present = () => ({}), revalidate = [], limit = "write", limitPer }: ActionOptions<Input, Result> = {},
): Action {
  return async (slug, ...rest) => {
    // Outside the try: leaving for the sign-in page is done by throwing.
    const ctx = await contextOf(slug);
    if (ctx instanceof AppError) return refusalOf(ctx);
    try {
      await count(ctx, { limit: limitPer ? "write" : limit });
      if (limitPer) requirePermission(ctx.actor, limitPer.permission);
      const input = parseInput(schema, toPlain(rest.at(-1)), "query");
      if (limitPer) await count(ctx, { limit, about: await limitPer.about(ctx, input) });
      const result = await verb(ctx, input);
      for (const path of revalidate) revalidatePath(`/${String(slug)}${path}`);
      return { ok: true, data: present(result) };
    } catch (error) {
      const refusal = toAppError(error);
      if (refusal.status >= 500) getServices().log.error("An action failed.", error, { code: refusal.code });
      return refusalOf(refusal);
    }
  };
}

async function contextOf(slug: unknown): Promise<Context | AppError> {
  try {
    requireSameOrigin(await headers());
  } catch (error) {
    return toAppError(error);
  }
  return contextFromSession(typeof slug === "string" ? slug : "");
}

async function count(ctx: Context, as: CountedAs): Promise<void> {
  const { isRefused, seconds } = await countCaller(ctx, as);
  if (!isRefused) return;
  const wait = seconds === 1 ? "1 second" : `${seconds} seconds`;
  throw new AppError("rate_limited", `Too many requests. Try again in ${wait}. Nothing was changed.`);
}

function refusalOf({ code, message, details }: AppError): ActionResult {
  const fields = Object.fromEntries((details.errors ?? []).map(({ pointer, detail }) => [pointer, detail]));
  return { ok: false, code, message, ...(details.errors ? { fields } : {}) };
}

/** A form as an object: an empty field was left empty, a repeated name is a list, and React's own fields are not ours. */
function toPlain(input: unknown): unknown {
  if (!(input instanceof FormData)) return input ?? {};
  const names = [...new Set(input.keys())].filter((name) => !name.startsWith("$ACTION"));
  const entries = names.flatMap((name): [string, unknown][] => {
    const values = input.getAll(name).filter((value) => value !== "");
    return values.length === 0 ? [] : [[name, values.length === 1 ? values[0] : values]];
  });
  return Object.fromEntries(entries);
}
