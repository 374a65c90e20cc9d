import { z } from "zod";
import { route } from "./route";

/** Small routes for tests of what all routes have in common. */
export const echoInput = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(25),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  q: z.string().max(20).optional(),
});
export const echo = route(echoInput, async (ctx, input) => ({ who: ctx.actor.kind, input }), {
  present: ({ who, input }) => ({
    body: { who, limit: input.limit, type: input.type, q: input.q },
    nextCursor: input.q ?? null,
  }),
});

export const payInput = z.strictObject({
  amount: z.int().min(1),
  note: z.string().optional(),
  tags: z.record(z.string(), z.string()).optional(),
});
export const pay = route(payInput, async (_ctx, { amount }) => amount, {
  present: (amount) => ({ status: 201, body: { amount: BigInt(amount) }, location: "/api/paid/1" }),
});

const idInput = z.strictObject({ id: z.uuid(), limit: z.coerce.number().max(9).optional() });
export const one = route(idInput, async (_ctx, input) => input.id, { present: (id) => ({ body: { id } }) });
