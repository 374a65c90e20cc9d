import { listTransactions } from "@/lib/balance/list-transactions";
import { listTransactionsInput } from "@/lib/core/list-input";
import { methods } from "@/lib/http/endpoint";
import { presentTransactions } from "@/lib/http/present-transaction";
import { route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = methods({
  GET: route(listTransactionsInput, listTransactions, { present: presentTransactions }),
});
