import { payoutIdInput } from "@/lib/core/payout-input";
import { methods } from "@/lib/http/endpoint";
import { presentPayout } from "@/lib/http/present-payout";
import { route } from "@/lib/http/route";
import { cancelPayout } from "@/lib/payouts/cancel-payout";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = methods({
  POST: route(payoutIdInput, cancelPayout, {
    present: (payout) => ({ body: presentPayout(payout) }),
    limit: "write",
    idempotent: { name: "POST /api/payouts/:id/cancel", permission: "payouts:write" },
  }),
});
