import type { AccountRecord } from "./account-record";
import type { CustomerRecord, InvoicePaymentRecord, InvoiceRecord, SubscriptionRecord } from "./billing-records";
import type { JsonObject } from "./json";
import type { Notes } from "./oracle";
import type {
  ApplicationFeeRecord,
  ChargeRecord,
  DisputeRecord,
  RefundRecord,
  TransferRecord,
} from "./payment-records";
import type { Stream } from "./random";

/** One side of a journal. The holder is an account id, or "world" for banks, cards and Stripe's own income. */
export type Posting = { holder: string; bucket: string; currency: string; amount: number };
type Journal = { at: number; postings: Posting[] };

export type FeeDetail = {
  amount: number;
  application: string | null;
  currency: string;
  description: string;
  type: string;
};

export type TransactionRecord = {
  id: string;
  account: string;
  balanceType: "payments" | "risk_reserved";
  type: string;
  category: string;
  amount: number;
  fees: FeeDetail[];
  fee: number;
  net: number;
  currency: string;
  /** What one minor unit of the source is worth in this currency, where the source has another one. */
  rate: number | null;
  created: number;
  availableOn: number;
  status: "available" | "pending";
  source: string | null;
  description: string | null;
  /** The automatic payout that carries this row, its own row included. */
  payout: string | null;
};

type PayoutStatus = "pending" | "in_transit" | "paid" | "failed" | "canceled";
/** What the bank will do with a payout: nothing wrong, refuse it, or send it back after it counted as paid. */
export type BankOutcome = { kind: "arrives" } | { kind: "refused" | "returned"; code: string };

export type PayoutRecord = {
  id: string;
  account: string;
  amount: number;
  currency: string;
  created: number;
  arrivalDate: number;
  automatic: boolean;
  method: "standard" | "instant";
  type: "bank_account" | "card";
  destination: string;
  status: PayoutStatus;
  outcome: BankOutcome;
  reconciliation: "completed" | "in_progress" | "not_applicable";
  description: string | null;
  statementDescriptor: string | null;
  metadata: Record<string, string>;
  transaction: string;
  failureTransaction: string | null;
  failureCode: string | null;
  applicationFee: string | null;
  applicationFeeAmount: number | null;
  originalPayout: string | null;
  reversedBy: string | null;
  traceId: string | null;
};

export type EventRecord = {
  id: string;
  account: string | null;
  type: string;
  created: number;
  object: JsonObject;
  previous: JsonObject | null;
  request: { id: string; idempotencyKey: string | null } | null;
};

export type Kinds = {
  balance_transaction: TransactionRecord;
  charge: ChargeRecord;
  refund: RefundRecord;
  dispute: DisputeRecord;
  payout: PayoutRecord;
  application_fee: ApplicationFeeRecord;
  event: EventRecord;
  customer: CustomerRecord;
  subscription: SubscriptionRecord;
  invoice: InvoiceRecord;
  invoice_payment: InvoicePaymentRecord;
  transfer: TransferRecord;
};
export type Kind = keyof Kinds;
/** Everything that belongs to one account, each list in order of creation. */
export type Book = { [K in Kind]: Kinds[K][] };

export type TimerKind =
  | "settle"
  | "automatic_payout"
  | "payout_submit"
  | "payout_arrive"
  | "payout_return"
  | "payout_reconcile"
  | "charge_resolve"
  | "charge_expire"
  | "refund_resolve"
  | "subscription_period"
  | "subscription_retry";
export type Timer = { at: number; sequence: number; kind: TimerKind; account: string; id: string };

export type Endpoint = {
  id: string;
  url: string;
  secret: string;
  connect: boolean;
  enabledEvents: string[];
  apiVersion: string;
  description: string | null;
  metadata: Record<string, string>;
  created: number;
};
export type Delivery = { event: string; account: string | null; endpoint: string; dueAt: number; attempt: number };
export type Attempt = {
  event: string;
  type: string;
  endpoint: string;
  at: number;
  attempt: number;
  status: number | null;
};

export type StoredAnswer = { status: number; body: string };
export type IdempotencyEntry = { fingerprint: string; at: number; answer: StoredAnswer | null };

type Organization = { name: string; slug: string; accounts: string[] };

/** Everything the emulator knows, as plain data: a snapshot is a copy of this. */
export type State = {
  version: number;
  seed: number;
  preset: string;
  secretKey: string;
  platform: AccountRecord;
  organizations: Organization[];
  accounts: Record<string, AccountRecord>;
  books: Record<string, Book>;
  balances: Record<string, Record<string, number>>;
  journals: Journal[];
  streams: Record<string, Stream>;
  /** `ahead`: how far the clock is from the wall clock in real time. */
  clock: { now: number; ahead: number; mode: "frozen" | "realtime"; sequence: number };
  /** True while a preset writes history: bank delays are real ones and nothing is announced. */
  history: boolean;
  timers: Timer[];
  endpoints: Endpoint[];
  deliveries: Delivery[];
  attempts: Attempt[];
  idempotency: Record<string, IdempotencyEntry>;
  notes: Notes;
};

export type { AccountRecord, ExternalAccountRecord, Interval, Schedule, Weekday } from "./account-record";
export type {
  CustomerRecord,
  InvoicePaymentRecord,
  InvoiceRecord,
  ItemRecord,
  SubscriptionRecord,
} from "./billing-records";
export type {
  ApplicationFeeRecord,
  ChargeRecord,
  DisputeRecord,
  FeeRefundRecord,
  PaymentMethod,
  RefundRecord,
  ReversalRecord,
  TransferRecord,
} from "./payment-records";
