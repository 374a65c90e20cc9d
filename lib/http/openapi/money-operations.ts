import { idInput } from "../../core/id-input";
import {
  balanceInput,
  listPayoutsInput,
  listSyncRunsInput,
  listTransactionsInput,
  syncInput,
} from "../../core/list-input";
import { createPayoutInput, payoutIdInput, previewPayoutInput } from "../../core/payout-input";
import { balanceSchema } from "../schemas/balance";
import {
  payoutAcceptedSchema,
  payoutDetailSchema,
  payoutIntentSchema,
  payoutListSchema,
  payoutPreviewSchema,
  payoutSchema,
} from "../schemas/payout";
import { syncRunListSchema, syncRunSchema } from "../schemas/sync-run";
import { transactionListSchema } from "../schemas/transaction";
import * as examples from "./examples";
import type { Operation } from "./operation";

export const balanceOperations: readonly Operation[] = [
  {
    method: "GET",
    path: "/api/balance",
    id: "getBalance",
    resource: "Balance",
    summary: "Read the balance",
    words:
      "Summed per currency over all accounts, and each account by itself. When Stripe does not answer, the last balance known, with `stale: true`.",
    input: balanceInput,
    access: "balance:read",
    limit: "read",
    answers: { 200: { words: "The balance.", schema: balanceSchema, example: examples.balance } },
    refusals: ["no_connected_account", "stripe_error", "stripe_unavailable"],
  },
  {
    method: "GET",
    path: "/api/balance/transactions",
    id: "listTransactions",
    resource: "Transactions",
    summary: "List balance transactions",
    words: "Everything that moved the balance, newest first, with sums over the whole filter.",
    input: listTransactionsInput,
    access: "transactions:read",
    limit: "read",
    answers: { 200: { words: "A page.", schema: transactionListSchema, example: examples.transactions } },
    refusals: ["invalid_timezone", "range_too_large"],
  },
];

export const syncOperations: readonly Operation[] = [
  {
    method: "POST",
    path: "/api/balance/transactions/sync",
    id: "syncTransactions",
    resource: "Sync",
    summary: "Sync with Stripe",
    words:
      "Reads what Stripe has that we have not, and answers within about three seconds. A run that is under way is given back instead of starting another.",
    input: syncInput,
    access: "transactions:sync",
    limit: "sync",
    bodyExample: { full: false },
    answers: {
      200: { words: "Everything was read.", schema: syncRunSchema, example: examples.completeRun },
      202: {
        words: "The run goes on; ask at `Location`.",
        schema: syncRunSchema,
        example: examples.startedRun,
        hasLocation: true,
      },
    },
    refusals: ["conflict", "no_connected_account", "stripe_error", "stripe_unavailable"],
  },
  {
    method: "GET",
    path: "/api/sync/runs",
    id: "listSyncRuns",
    resource: "Sync",
    summary: "List sync runs",
    words: "Newest first.",
    input: listSyncRunsInput,
    access: "transactions:read",
    limit: "read",
    answers: { 200: { words: "A page.", schema: syncRunListSchema, example: examples.runs } },
    refusals: [],
  },
  {
    method: "GET",
    path: "/api/sync/runs/{id}",
    id: "getSyncRun",
    resource: "Sync",
    summary: "Read a sync run",
    words: "How far it is, and what it did.",
    input: idInput,
    access: "transactions:read",
    limit: "read",
    answers: { 200: { words: "The run.", schema: syncRunSchema, example: examples.completeRun } },
    refusals: [],
  },
];

const payoutRefusals = [
  "amount_invalid_for_currency",
  "amount_out_of_range",
  "destination_unusable",
  "instant_not_available",
  "insufficient_balance",
  "payout_rejected",
  "payouts_not_allowed",
] as const;
const stripeRefusals = ["stripe_error", "stripe_unavailable"] as const;

export const payoutOperations: readonly Operation[] = [
  {
    method: "GET",
    path: "/api/payouts",
    id: "listPayouts",
    resource: "Payouts",
    summary: "List payouts",
    words: "Newest first, by Stripe's own time of creation.",
    input: listPayoutsInput,
    access: "payouts:read",
    limit: "read",
    answers: { 200: { words: "A page.", schema: payoutListSchema, example: examples.payouts } },
    refusals: ["invalid_timezone", "range_too_large"],
  },
  {
    method: "POST",
    path: "/api/payouts",
    id: "createPayout",
    resource: "Payouts",
    summary: "Create a payout",
    words:
      "Sends money from the balance to a bank account or card. Send an `Idempotency-Key` of your own and repeat the request with the same one until it is answered: it pays once.",
    input: createPayoutInput,
    access: "payouts:write",
    limit: "payouts",
    isIdempotent: true,
    bodyExample: examples.payoutBody,
    answers: {
      201: { words: "Stripe made it.", schema: payoutSchema, example: examples.createdPayout, hasLocation: true },
      202: {
        words: "Whether Stripe made it is not known yet; ask at `Location`. Do not send it under another key.",
        schema: payoutAcceptedSchema,
        example: examples.acceptedPayout,
        hasLocation: true,
      },
    },
    refusals: ["conflict", "no_connected_account", ...payoutRefusals, ...stripeRefusals],
  },
  {
    method: "POST",
    path: "/api/payouts/preview",
    id: "previewPayout",
    resource: "Payouts",
    summary: "Preview a payout",
    words: "What the same body would cost and leave, and what stands in its way. Nothing is created.",
    input: previewPayoutInput,
    access: "payouts:write",
    limit: "write",
    bodyExample: examples.payoutBody,
    answers: { 200: { words: "The preview.", schema: payoutPreviewSchema, example: examples.payoutPreview } },
    refusals: ["no_connected_account", "amount_invalid_for_currency", ...stripeRefusals],
  },
  {
    method: "GET",
    path: "/api/payouts/{id}",
    id: "getPayout",
    resource: "Payouts",
    summary: "Read a payout",
    words: "With its history, the transactions in it, and whether they add up. `id` is ours or Stripe's `po_…`.",
    input: payoutIdInput,
    access: "payouts:read",
    limit: "read",
    answers: { 200: { words: "The payout.", schema: payoutDetailSchema, example: examples.payoutDetail } },
    refusals: [],
  },
  {
    method: "POST",
    path: "/api/payouts/{id}/cancel",
    id: "cancelPayout",
    resource: "Payouts",
    summary: "Cancel a payout",
    words: "Only manual, standard payouts that are still pending can be canceled; Stripe has the last word.",
    input: payoutIdInput,
    access: "payouts:write",
    limit: "write",
    isIdempotent: true,
    answers: { 200: { words: "It is canceled.", schema: payoutSchema, example: examples.canceledPayout } },
    refusals: ["conflict", "payout_not_cancelable", ...stripeRefusals],
  },
  {
    method: "GET",
    path: "/api/payout-intents/{id}",
    id: "getPayoutIntent",
    resource: "Payouts",
    summary: "Read what became of a payout",
    words: "For a payout that was answered with 202. It names the payout as soon as there is one.",
    input: idInput,
    access: "payouts:read",
    limit: "read",
    answers: { 200: { words: "The intent.", schema: payoutIntentSchema, example: examples.payoutIntent } },
    refusals: [],
  },
];
