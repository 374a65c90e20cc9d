"use server";

import { getBalance } from "@/lib/balance/get-balance";
import { balanceInput } from "@/lib/core/list-input";
import { action } from "@/lib/http/action";

/** Asks Stripe again, unless it was asked some seconds ago, and shows what it says. */
export const refreshBalanceAction = action(balanceInput, getBalance, { revalidate: ["", "/balance"] });
