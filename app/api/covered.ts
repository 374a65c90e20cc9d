import type { z } from "zod";
import type { Context } from "@/lib/context";
import type { Endpoint } from "@/lib/http/endpoint";
import { presentCoverage } from "@/lib/http/present-coverage";
import { type RouteOptions, route } from "@/lib/http/route";
import { getCoverage } from "@/lib/sync/get-coverage";

type Resources = Parameters<typeof getCoverage>[1]["resources"];

/** A read of our copy of Stripe as a REST handler; its answer says how complete the lists are that it comes from. */
export function covered<Input extends { accountId?: string }, Result>(
  schema: z.ZodType<Input>,
  verb: (ctx: Context, input: Input) => Promise<Result>,
  {
    resources,
    present,
    isRevalidated = false,
  }: Pick<RouteOptions<Input, Result>, "present" | "isRevalidated"> & { resources: Resources },
): Endpoint {
  return route(
    schema,
    async (ctx, input) => {
      const { accountId } = input;
      // Asked for first, so that it never says more than what is read after it.
      const coverage = await getCoverage(ctx, { resources, ...(accountId === undefined ? {} : { accountId }) });
      return { coverage, result: await verb(ctx, input) };
    },
    { present: ({ coverage, result }) => presentCoverage(present(result), coverage), isRevalidated },
  );
}
