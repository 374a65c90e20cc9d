import { idInput } from "@/lib/core/id-input";
import { methods } from "@/lib/http/endpoint";
import { presentPayoutIntent } from "@/lib/http/present-payout-intent";
import { route } from "@/lib/http/route";
import { getPayoutIntent } from "@/lib/payouts/get-payout-intent";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = methods({
  GET: route(idInput, getPayoutIntent, { present: presentPayoutIntent }),
});
