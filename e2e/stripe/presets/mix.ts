import type { PaymentMethod } from "../state";

/** How often something happens, as shares of all sales unless the name says otherwise. */
export type Mix = {
  bankDebits: number;
  /** Of the bank debits. */
  debitFailures: number;
  debitMethod: Extract<PaymentMethod, "us_bank_account" | "sepa_debit">;
  /** Paid in another currency, one of these. */
  exchanged: number;
  currencies: readonly string[];
  /** Paid through the platform. */
  payments: number;
  declined: number;
  /** Only authorized at first; two of three are captured, some in part. */
  held: number;
  refunds: number;
  refundFailures: number;
  disputes: number;
  inquiries: number;
  /** Nobody is known but the card. */
  guests: number;
  /** Known by an e-mail address alone, not always typed alike. */
  byEmail: number;
  /** By somebody who has not bought before. */
  newBuyers: number;
};

export const usualMix: Mix = {
  bankDebits: 0,
  debitFailures: 0.04,
  debitMethod: "us_bank_account",
  exchanged: 0,
  currencies: [],
  payments: 0,
  declined: 0.02,
  held: 0.01,
  refunds: 0.03,
  refundFailures: 0.001,
  disputes: 0.003,
  inquiries: 0.0005,
  guests: 0.08,
  byEmail: 0.1,
  newBuyers: 0.15,
};
