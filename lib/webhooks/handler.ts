import type { OrgTransaction } from "@/db/with-org";
import type { Context } from "../context";
import type { Account } from "../core/account";
import type { StoredPayload } from "./stored-event";

/** An event for one account of one organization, both known from the account alone. */
export type Delivery = {
  readonly ctx: Context;
  readonly account: Account;
  readonly event: {
    readonly id: string;
    readonly type: string;
    readonly createdAt: Date;
    /** Since when it waits to be acted on: when it came, or was to be tried again, or was asked for again. */
    readonly dueAt: Date;
    readonly payload: StoredPayload;
  };
};

/** The last part of an event's effect, written in the transaction that marks the event as done. */
export type Effect = (tx: OrgTransaction) => Promise<void>;

/**
 * Works out what an event changes. The event is a hint: its object is read from Stripe again. Whatever is done before
 * the effect is returned may be done again, should the process end in between.
 */
export type Handler = (delivery: Delivery) => Promise<Effect>;
