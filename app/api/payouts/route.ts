import { listPayoutsInput } from "@/lib/core/list-input";
import { createPayoutInput } from "@/lib/core/payout-input";
import { methods } from "@/lib/http/endpoint";
import { presentPage } from "@/lib/http/present-page";
import { presentCreatedPayout, presentPayout } from "@/lib/http/present-payout";
import { route } from "@/lib/http/route";
import { createPayout } from "@/lib/payouts/create-payout";
import { listPayouts } from "@/lib/payouts/list-payouts";
import { covered } from "../covered";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = methods({
  GET: covered(listPayoutsInput, listPayouts, {
    resources: ["payouts"],
    present: (page) => presentPage(page, presentPayout),
  }),
  POST: route(
    createPayoutInput,
    // Keys of callers and keys of our own forms never meet.
    (ctx, input, { idempotencyKey }) => createPayout(ctx, input, { clientKey: `rest:${idempotencyKey}` }),
    {
      present: presentCreatedPayout,
      limit: "payouts",
      idempotent: { name: "POST /api/payouts", permission: "payouts:write" },
    },
  ),
});
