import type { Json } from "../json";

// Made up, and the same few things throughout: one account, one payout of it, one of its sales.

const accountId = "acct_1JuniperSupply";
const payoutId = "7a1e0c52-3d5b-4c7e-9f60-2b8a4d1c9e01";
const intentId = "5b0f6a1e-8f0c-4c9b-a1b7-6c2d3e4f5a6b";
const runId = "c2f1d7a0-4b6e-4f3a-8d9c-0e1f2a3b4c5d";

const amounts = {
  available: [{ amount: 1_234_050, currency: "usd" }],
  pending: [{ amount: 431_020, currency: "usd" }],
  connectReserved: [],
  instantAvailable: [{ amount: 900_000, currency: "usd", destinations: [{ id: "card_1Debit", netAmount: 886_500 }] }],
};

const coverage = { asOf: "2026-11-22T15:01:58Z", completeFrom: null };

export const balance: Json = {
  ...amounts,
  asOf: "2026-11-22T15:02:11Z",
  stale: false,
  livemode: true,
  accounts: [{ accountId, ...amounts, asOf: "2026-11-22T15:02:11Z", stale: false }],
};

const transaction = {
  id: "0f4c8e2a-6b1d-4e5f-9a3b-7c8d9e0f1a2b",
  stripeBalanceTxnId: "txn_1Order1001",
  accountId,
  amount: 10_000,
  fee: 320,
  netAmount: 9_680,
  currency: "usd",
  type: "charge",
  reportingCategory: "charge",
  balanceType: "payments",
  sourceId: "ch_1Order1001",
  payoutId: null,
  description: "Order 1001",
  status: "pending",
  availableOn: "2026-11-24T00:00:00Z",
  created: "2026-11-22T14:00:03Z",
  exchangeRate: null,
  feeDetails: [{ type: "stripe_fee", amount: 320, currency: "usd", description: "Stripe processing fees" }],
  metadata: {},
};

export const transactions: Json = {
  data: [transaction],
  pagination: { limit: 1, offset: 0, total: 214, hasMore: true, nextCursor: "c_eyJjIjoxfQ" },
  ...coverage,
  totals: [{ currency: "usd", count: 214, amount: 2_140_000, fee: 68_480, netAmount: 2_071_520 }],
};

const run = {
  id: runId,
  runId,
  accountId,
  state: "complete",
  complete: true,
  stage: "done",
  trigger: "api_key",
  actor: "Bookkeeping",
  full: false,
  startedAt: "2026-11-22T15:01:58Z",
  finishedAt: "2026-11-22T15:02:00Z",
  pages: 3,
  requests: 6,
  synced: 214,
  inserted: 200,
  updated: 14,
  unchanged: 0,
  reachedAt: "2026-11-21T15:01:58Z",
  cursorDate: "2026-11-22T15:01:58Z",
  error: null,
};

export const completeRun: Json = run;
export const startedRun: Json = {
  ...run,
  state: "running",
  complete: false,
  stage: "balance_transactions",
  finishedAt: null,
  cursorDate: null,
};
export const runs: Json = {
  data: [run],
  pagination: { limit: 25, offset: 0, total: 1, hasMore: false, nextCursor: null },
};

const destination = {
  id: "ba_1Operating",
  kind: "bank_account",
  bankName: "Chase",
  brand: null,
  last4: "4242",
  country: "US",
  currency: "usd",
  status: "new",
};
const payout = {
  id: payoutId,
  stripePayoutId: "po_1Weekly",
  accountId,
  amount: 124_000,
  currency: "usd",
  status: "pending",
  arrivalDate: "2026-11-24T00:00:00Z",
  method: "standard",
  type: "bank_account",
  sourceType: "card",
  destination,
  description: "Weekly",
  failureCode: null,
  failureMessage: null,
  automatic: false,
  reconciliationStatus: "not_applicable",
  reconciliation: {
    status: "not_applicable",
    state: "estimated",
    linkKind: "estimated",
    count: 97,
    sum: 124_000,
    difference: 0,
    checkedAt: "2026-11-22T15:10:00Z",
  },
  traceId: { status: "pending", value: null },
  statementDescriptor: null,
  applicationFeeAmount: null,
  balanceTransactionId: "txn_1Weekly",
  failureBalanceTransactionId: null,
  originalPayoutId: null,
  reversedById: null,
  cancelable: true,
  metadata: { intent_id: intentId },
  livemode: true,
  createdBy: "Bookkeeping",
  createdAt: "2026-11-22T15:03:00Z",
  updatedAt: "2026-11-22T15:03:00Z",
};

export const createdPayout: Json = { ...payout, reconciliation: null };
export const canceledPayout: Json = { ...payout, status: "canceled", reconciliation: null, cancelable: false };
export const payouts: Json = {
  data: [payout],
  pagination: { limit: 25, offset: 0, total: 1, hasMore: false, nextCursor: null },
  ...coverage,
};
export const payoutDetail: Json = {
  ...payout,
  ...coverage,
  status: "paid",
  automatic: true,
  reconciliationStatus: "completed",
  cancelable: false,
  createdBy: null,
  metadata: {},
  transactions: [{ ...transaction, payoutId: "po_1Weekly", status: "available", attributedAmount: null }],
  transactionsPagination: { limit: 100, offset: 0, total: 128, hasMore: true, nextCursor: null },
  events: [
    { type: "payout.created", at: "2026-11-22T15:03:00Z", source: "webhook", id: "evt_1Created", actor: null },
    { type: "payout.paid", at: "2026-11-24T06:10:00Z", source: "webhook", id: "evt_1Paid", actor: null },
  ],
  reconciliation: {
    status: "completed",
    state: "proved",
    linkKind: "stripe",
    count: 128,
    sum: 124_000,
    difference: 0,
    checkedAt: "2026-11-24T06:14:00Z",
    byCategory: [{ category: "charge", count: 128, gross: 128_100, fee: 4_100, net: 124_000 }],
  },
};

export const payoutBody: Json = { amount: 124_000, currency: "usd", method: "standard", description: "Weekly" };
export const acceptedPayout: Json = { intentId, status: "processing" };
export const payoutPreview: Json = {
  accountId,
  amount: 124_000,
  currency: "usd",
  method: "standard",
  fee: 0,
  feeSource: "none",
  netAmount: 124_000,
  arrivalEstimate: "2026-11-24T00:00:00Z",
  balanceAfter: 1_110_050,
  destination,
  warnings: [
    {
      code: "schedule_automatic",
      detail: "Stripe also pays out this balance on its own (daily). This payout lowers the next automatic one.",
    },
  ],
  blocked: null,
};
export const payoutIntent: Json = {
  id: intentId,
  intentId,
  accountId,
  status: "succeeded",
  amount: 124_000,
  currency: "usd",
  method: "standard",
  description: "Weekly",
  destination: "ba_1Operating",
  payoutId,
  stripePayoutId: "po_1Weekly",
  error: null,
  createdBy: "Bookkeeping",
  createdAt: "2026-11-22T15:02:58Z",
  updatedAt: "2026-11-22T15:03:00Z",
  sentAt: "2026-11-22T15:02:58Z",
};

export const health: Json = {
  status: "ok",
  database: "ok",
  stripe: "ok",
  lastSyncAgeSeconds: 41,
  ledger: "equal",
  ledgersDiffering: 0,
  lastLedgerCheckAgeSeconds: 41,
  time: "2026-11-22T15:02:41Z",
};
export const cronSync: Json = { accounts: 3, synced: 214, failed: 0 };
export const webhook: Json = { received: true, duplicate: false };
