import type { OrgTransaction } from "@/db/with-org";
import type { MirroredKind } from "../payments/mirrored-kind";
import { refreshMirrored } from "../payments/refresh-mirrored";
import type { Delivery } from "./handler";

/** Stores one object as Stripe says it now, whatever the event said of it. */
export type Refresh = (tx: OrgTransaction, delivery: Delivery, id: string) => Promise<void>;

/** How objects of a kind are refreshed, whatever the kind. */
export function refreshOf<T>(kind: MirroredKind<T>): Refresh {
  return (tx, { ctx, account }, id) => refreshMirrored(tx, ctx, account, { kind, id });
}
