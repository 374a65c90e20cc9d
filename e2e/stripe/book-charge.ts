import { addBusinessDays, nextBusinessDay } from "./calendar";
import { processingFee, roundToStep } from "./currency";
import { emit, isSilent } from "./events";
import { post, type RowDraft, worldSide } from "./ledger";
import { applicationFee, applicationId } from "./objects/application-fee";
import { buyerSide, settled } from "./settlement";
import type { AccountRecord, ChargeRecord, FeeDetail } from "./state";
import { addRecord, newId, now, type World } from "./world";

const applicationFeeShare = 0.1;
const exchangeFeeShare = 0.01;
const bankDebitDays = 4;
/** Tax on Stripe's fees by country. */
const taxShares: Record<string, number> = { JP: 0.1, DE: 0.19, HU: 0.27, IE: 0.23, FR: 0.2 };

/** Books what was captured of a charge, with its fees. Gives the time from which the money is available. */
export function bookCharge(world: World, account: AccountRecord, record: ChargeRecord, availableNow: boolean): number {
  const { settlement } = record;
  const amount = settled(record, record.amountCaptured);
  const stripeFee = processingFee(amount, settlement);
  const tax = roundToStep(stripeFee * (taxShares[account.country] ?? 0), settlement);
  const platformFee = takeApplicationFee(world, record);
  const exchangeFee = record.rate === null ? 0 : roundToStep(amount * exchangeFeeShare, settlement);
  const delay = record.method === "card" ? (account.delayOverride ?? account.delayDays) : bankDebitDays;
  const availableOn = availableNow ? now(world) : addBusinessDays(nextBusinessDay(now(world)), delay);
  const shared = { account: account.id, currency: settlement, availableOn, source: record.id };
  const rows: RowDraft[] = [
    {
      ...shared,
      type: record.method === "card" ? "charge" : "payment",
      category: "charge",
      amount,
      fees: feeDetails(settlement, { stripeFee, tax, platformFee }),
      description: record.description,
      rate: record.rate,
    },
  ];
  if (exchangeFee > 0) {
    const description = "Currency conversion fee";
    rows.push({ ...shared, type: "stripe_fx_fee", category: "fee", amount: -exchangeFee, description });
  }
  if (record.applicationFee !== null) rows.push(platformRow(world, record, platformFee, availableOn));
  const booked = post(world, {
    rows,
    others: [
      ...buyerSide(record, record.amountCaptured),
      worldSide("stripe_fees", settlement, stripeFee + exchangeFee),
      worldSide("tax", settlement, tax),
    ],
  });
  record.transaction = booked[0]?.id ?? null;
  if (record.applicationFee !== null) {
    addApplicationFee(world, { charge: record, amount: platformFee, transaction: booked.at(-1)?.id ?? "" });
  }
  return availableOn;
}

/** The platform's share of what was captured, in the currency of the ledger row; the charge shows it in its own. */
function takeApplicationFee(world: World, record: ChargeRecord): number {
  const shown = roundToStep(record.amountCaptured * applicationFeeShare, record.currency);
  const amount = settled(record, shown);
  if (amount === 0) return 0;
  record.applicationFee = newId(world, world.state.platform.id, "fee");
  record.applicationFeeAmount = shown;
  return amount;
}

function platformRow(world: World, record: ChargeRecord, amount: number, availableOn: number): RowDraft {
  return {
    account: world.state.platform.id,
    type: "application_fee",
    category: "platform_earning",
    amount,
    currency: record.settlement,
    availableOn,
    source: record.applicationFee,
  };
}

type Earning = { charge: ChargeRecord; amount: number; transaction: string; origin?: string };

/** The platform's fee as an object, and the word of it. */
export function addApplicationFee(world: World, { charge, amount, transaction, origin }: Earning): void {
  const fee = addRecord(world, world.state.platform.id, "application_fee", {
    id: charge.applicationFee ?? "",
    account: charge.account,
    amount,
    currency: charge.settlement,
    created: now(world),
    charge: charge.id,
    origin: origin ?? null,
    payout: null,
    transaction,
    refunds: [],
  });
  if (!isSilent(world)) emit(world, null, "application_fee.created", applicationFee(fee));
}

function feeDetails(currency: string, fees: { stripeFee: number; tax: number; platformFee: number }): FeeDetail[] {
  const stripe = { application: null, currency };
  const details: FeeDetail[] = [
    { ...stripe, amount: fees.stripeFee, description: "Stripe processing fees", type: "stripe_fee" },
    { ...stripe, amount: fees.tax, description: "VAT", type: "tax" },
    {
      ...stripe,
      amount: fees.platformFee,
      application: applicationId,
      description: "Application fee",
      type: "application_fee",
    },
  ];
  return details.filter((detail) => detail.amount !== 0);
}
