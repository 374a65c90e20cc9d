import { payoutIdInput } from "@/lib/core/payout-input";
import { methods } from "@/lib/http/endpoint";
import { presentPayoutDetail } from "@/lib/http/present-payout-detail";
import { route } from "@/lib/http/route";
import { getPayout } from "@/lib/payouts/get-payout";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = methods({
  GET: route(payoutIdInput, getPayout, { present: presentPayoutDetail }),
});
