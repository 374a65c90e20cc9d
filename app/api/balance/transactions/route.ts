import { listTransactions } from "@/lib/balance/list-transactions";
import { listTransactionsInput } from "@/lib/core/list-input";
import { methods } from "@/lib/http/endpoint";
import { presentTransactions } from "@/lib/http/present-transaction";
import { covered } from "../../covered";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = methods({
  GET: covered(listTransactionsInput, listTransactions, {
    resources: ["balance_transactions"],
    present: presentTransactions,
  }),
});
