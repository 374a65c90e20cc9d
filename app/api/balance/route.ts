import { getBalance } from "@/lib/balance/get-balance";
import { balanceInput } from "@/lib/core/list-input";
import { methods } from "@/lib/http/endpoint";
import { presentBalance } from "@/lib/http/present-balance";
import { route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = methods({
  GET: route(balanceInput, getBalance, { present: presentBalance }),
});
