export type PaymentMethod = "card" | "us_bank_account" | "sepa_debit" | "stripe_account";

export type ChargeRecord = {
  id: string;
  account: string;
  /** Null for a payment that came through the platform. */
  paymentIntent: string | null;
  amount: number;
  /** What was taken of the amount; 0 as long as it is only authorized. */
  amountCaptured: number;
  amountRefunded: number;
  currency: string;
  /** The currency of the ledger row, and what one minor unit is worth in it where it is another one. */
  settlement: string;
  rate: number | null;
  created: number;
  status: "succeeded" | "pending" | "failed";
  isCaptured: boolean;
  /** An authorization that nobody used in time. */
  isExpired: boolean;
  method: PaymentMethod;
  brand: string;
  last4: string;
  customer: string | null;
  email: string | null;
  name: string | null;
  description: string | null;
  applicationFee: string | null;
  applicationFeeAmount: number | null;
  transaction: string | null;
  failureTransaction: string | null;
  failureCode: string | null;
  disputed: boolean;
  /** On a connected account: the transfer that brought it. On the platform: the account that the money went to. */
  sourceTransfer: string | null;
  destination: string | null;
};

export type RefundRecord = {
  id: string;
  account: string;
  charge: string;
  paymentIntent: string | null;
  amount: number;
  currency: string;
  created: number;
  status: "pending" | "succeeded" | "failed";
  transaction: string;
  failureTransaction: string | null;
  failureReason: string | null;
  reason: string | null;
  /** The reversal of the transfer that brought the payment, where one did. */
  transferReversal: string | null;
};

export type DisputeStatus = "needs_response" | "won" | "lost" | "warning_needs_response" | "warning_closed";
export type DisputeRecord = {
  id: string;
  account: string;
  charge: string;
  paymentIntent: string | null;
  amount: number;
  currency: string;
  created: number;
  reason: string;
  status: DisputeStatus;
  transactions: string[];
};

export type FeeRefundRecord = { id: string; amount: number; created: number; transaction: string };
export type ApplicationFeeRecord = {
  id: string;
  /** The connected account that paid the fee. */
  account: string;
  amount: number;
  currency: string;
  created: number;
  charge: string | null;
  /** The platform's charge behind a payment that came through it. */
  origin: string | null;
  payout: string | null;
  transaction: string;
  refunds: FeeRefundRecord[];
};

export type ReversalRecord = {
  id: string;
  amount: number;
  created: number;
  transaction: string;
  paymentRefund: string;
  refund: string;
};
/** Money of one of the platform's charges on its way to a connected account. */
export type TransferRecord = {
  id: string;
  account: string;
  amount: number;
  currency: string;
  created: number;
  destination: string;
  destinationPayment: string | null;
  charge: string | null;
  transaction: string | null;
  reversals: ReversalRecord[];
};
