import type { OrgTransaction } from "@/db/with-org";
import { askMirrored } from "../payments/ask-mirrored";
import type { MirroredKind } from "../payments/mirrored-kind";
import type { Delivery } from "./handler";

/** Asks for one object as Stripe has it now, whatever the event said of it; gives the act that stores it. */
export type Asking = (tx: OrgTransaction, delivery: Delivery, id: string) => Promise<() => Promise<void>>;

/** How objects of a kind are asked for, whatever the kind. */
export function askingFor<T>(kind: MirroredKind<T>): Asking {
  return (tx, { ctx, account }, id) => askMirrored(tx, ctx, account, { kind, id });
}
