import { startOfDay } from "./calendar";
import { emit } from "./events";
import { advanceableRows, instantFee } from "./instant";
import { balanceOf, post, postRow, type RowDraft, worldSide } from "./ledger";
import { applicationFee, applicationId } from "./objects/application-fee";
import type { AccountRecord, FeeDetail, PayoutRecord, TransactionRecord } from "./state";
import { addRecord, bookOf, findRecord, newId, now, type World } from "./world";

/** Takes the payout's money: the account's row, the bank's gain and, for instant ones, the platform's fee. */
export function bookPayout(world: World, record: PayoutRecord, account: AccountRecord, availableOn: number): void {
  const fee = record.method === "instant" ? instantFee(record.amount, record.currency) : 0;
  if (record.method === "instant") {
    borrowFromPending(world, record, record.amount + fee);
    countInstant(world, account, record);
  }
  const row: RowDraft = {
    account: record.account,
    type: "payout",
    category: "payout",
    amount: -record.amount,
    currency: record.currency,
    availableOn,
    fees: feeDetails(fee, record.currency),
    source: record.id,
    description: "STRIPE PAYOUT",
    payout: record.automatic ? record.id : null,
  };
  const bank = worldSide("banks", record.currency, record.amount);
  if (fee === 0) {
    record.transaction = postRow(world, row, [bank]).id;
    return;
  }
  const feeId = newId(world, world.state.platform.id, "fee");
  const [payoutRow, feeRow] = post(world, { rows: [row, platformFeeRow(world, record, fee, feeId)], others: [bank] });
  if (!payoutRow || !feeRow) throw new Error("An instant payout made no rows.");
  record.transaction = payoutRow.id;
  record.applicationFee = feeId;
  record.applicationFeeAmount = fee;
  const feeRecord = addRecord(world, world.state.platform.id, "application_fee", {
    id: feeId,
    account: record.account,
    amount: fee,
    currency: record.currency,
    created: now(world),
    charge: null,
    origin: null,
    payout: record.id,
    transaction: feeRow.id,
    refunds: [],
  });
  emit(world, null, "application_fee.created", applicationFee(feeRecord));
}

function feeDetails(fee: number, currency: string): FeeDetail[] {
  if (fee === 0) return [];
  return [
    { amount: fee, application: applicationId, currency, description: "Instant payout fee", type: "application_fee" },
  ];
}

function platformFeeRow(world: World, record: PayoutRecord, amount: number, source: string): RowDraft {
  const { id: account } = world.state.platform;
  const type = amount > 0 ? "application_fee" : "application_fee_refund";
  const category = amount > 0 ? "platform_earning" : "platform_earning_refund";
  return { account, type, category, amount, currency: record.currency, availableOn: now(world), source };
}

function countInstant(world: World, account: AccountRecord, record: PayoutRecord): void {
  const today = startOfDay(now(world));
  if (account.instantUse.day !== today) account.instantUse = { day: today, amounts: {} };
  const { amounts } = account.instantUse;
  amounts[record.currency] = (amounts[record.currency] ?? 0) + record.amount;
}

/** An instant payout above the available balance borrows from the next days: one row in, several out. */
function borrowFromPending(world: World, record: PayoutRecord, needed: number): void {
  let short = needed - Math.max(0, balanceOf(world, record.account, "available", record.currency));
  if (short <= 0) return;
  const shared = { account: record.account, currency: record.currency, source: record.id };
  const rows: RowDraft[] = [
    { ...shared, type: "advance", category: "advance", amount: short, availableOn: now(world) },
  ];
  const byDay = new Map<number, number>();
  for (const row of advanceableRows(world, record.account, record.currency)) {
    byDay.set(row.availableOn, (byDay.get(row.availableOn) ?? 0) + row.net);
  }
  for (const [availableOn, held] of byDay) {
    const taken = Math.min(short, held);
    if (taken <= 0) continue;
    rows.push({ ...shared, type: "advance_funding", category: "advance_funding", amount: -taken, availableOn });
    short -= taken;
  }
  if (short > 0) throw new Error(`The pending balance is ${short} short of what an instant payout was allowed.`);
  post(world, { rows, others: [] });
}

/** Gives the money of a failed or canceled payout back, with what was borrowed and the fee. */
export function returnPayout(world: World, record: PayoutRecord, type: "payout_failure" | "payout_cancel"): void {
  const original = findRecord(world, record.account, "balance_transaction", record.transaction);
  if (!original) throw new Error(`Payout ${record.id} has no ledger row.`);
  const row: RowDraft = {
    account: record.account,
    type,
    category: "payout_reversal",
    amount: record.amount,
    currency: record.currency,
    // A payout can fail before its own row is due; both then count from the same day on.
    availableOn: Math.max(original.availableOn, now(world)),
    fees: feeDetails(original.fee, record.currency).map((detail) => ({ ...detail, amount: -detail.amount })),
    source: record.id,
    description: "REFUND FOR PAYOUT (STRIPE PAYOUT)",
  };
  const bank = worldSide("banks", record.currency, -record.amount);
  record.failureTransaction =
    original.fee === 0 ? postRow(world, row, [bank]).id : returnWithFee(world, record, row, bank);
  giveAdvanceBack(world, record);
}

function returnWithFee(world: World, record: PayoutRecord, row: RowDraft, bank: ReturnType<typeof worldSide>): string {
  const fee = record.applicationFeeAmount ?? 0;
  const refundId = newId(world, world.state.platform.id, "fr");
  const [back, feeBack] = post(world, { rows: [row, platformFeeRow(world, record, -fee, refundId)], others: [bank] });
  if (!back || !feeBack) throw new Error("A returned instant payout made no rows.");
  const feeRecord = findRecord(world, world.state.platform.id, "application_fee", record.applicationFee ?? "");
  feeRecord?.refunds.push({ id: refundId, amount: fee, created: now(world), transaction: feeBack.id });
  if (feeRecord) emit(world, null, "application_fee.refunded", applicationFee(feeRecord));
  return back.id;
}

function giveAdvanceBack(world: World, record: PayoutRecord): void {
  const isAdvance = (row: TransactionRecord) => row.source === record.id && row.type.startsWith("advance");
  const rows = bookOf(world, record.account).balance_transaction.filter(isAdvance);
  if (rows.length === 0) return;
  const reversed = rows.map((row) => ({
    account: row.account,
    type: row.type,
    category: row.category,
    amount: -row.amount,
    currency: row.currency,
    availableOn: Math.max(row.availableOn, now(world)),
    source: record.id,
  }));
  post(world, { rows: reversed, others: [] });
}
