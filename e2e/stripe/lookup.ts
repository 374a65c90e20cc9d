import type { JsonObject } from "./json";
import { account } from "./objects/account";
import { applicationFee } from "./objects/application-fee";
import { balanceTransaction } from "./objects/balance-transaction";
import { charge } from "./objects/charge";
import { customer } from "./objects/customer";
import { dispute } from "./objects/dispute";
import { externalAccount } from "./objects/external-account";
import { invoice } from "./objects/invoice";
import { paymentIntent } from "./objects/payment-intent";
import { payout } from "./objects/payout";
import { refund } from "./objects/refund";
import { subscription } from "./objects/subscription";
import { transfer } from "./objects/transfer";
import type { Kind, Kinds } from "./state";
import type { World } from "./world";

type Finder = (world: World, holder: string, id: string) => JsonObject | undefined;

/** An object of this account, or of the platform behind it, by the prefix of its id; for `expand`. */
export function objectById(world: World, holder: string, id: string): JsonObject | undefined {
  return finders[id.slice(0, id.indexOf("_"))]?.(world, holder, id);
}

function finder<K extends Kind>(kind: K, show: (world: World, record: Kinds[K]) => JsonObject): Finder {
  return (world, holder, id) => {
    const entries: Map<string, { holder: string; record: Kinds[K] }> = world.index[kind];
    const entry = entries.get(id);
    if (!entry || (entry.holder !== holder && entry.holder !== world.state.platform.id)) return undefined;
    return show(world, entry.record);
  };
}

const chargeFinder = finder("charge", (_, record) => charge(record));
const refundFinder = finder("refund", (_, record) => refund(record));

const externalFinder: Finder = (world, holder, id) => {
  const found = world.state.accounts[holder]?.externalAccounts.find((external) => external.id === id);
  return found && externalAccount(found, holder);
};

const finders: Record<string, Finder> = {
  txn: finder("balance_transaction", (_, record) => balanceTransaction(record)),
  ch: chargeFinder,
  py: chargeFinder,
  pi: (world, holder, id) => {
    const record = world.intents.get(id);
    return record?.account === holder ? paymentIntent(record) : undefined;
  },
  re: refundFinder,
  pyr: refundFinder,
  du: finder("dispute", dispute),
  po: finder("payout", (_, record) => payout(record)),
  fee: finder("application_fee", (_, record) => applicationFee(record)),
  cus: finder("customer", (_, record) => customer(record)),
  sub: finder("subscription", (_, record) => subscription(record)),
  in: finder("invoice", (_, record) => invoice(record)),
  tr: finder("transfer", (_, record) => transfer(record)),
  ba: externalFinder,
  card: externalFinder,
  acct: (world, _, id) => {
    const record = world.state.accounts[id];
    return record && account(record);
  },
};
