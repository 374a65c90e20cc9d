import { instantAvailable, netInstantAvailable } from "../instant";
import type { JsonObject } from "../json";
import { balanceOf, currenciesOf } from "../ledger";
import { fill } from "../schema";
import type { AccountRecord } from "../state";
import type { World } from "../world";

export function balance(world: World, account: AccountRecord): JsonObject {
  const currencies = currenciesOf(world, account.id, account.currency);
  const entries = (bucket: "available" | "pending") =>
    currencies.map((currency) => entry(balanceOf(world, account.id, bucket, currency), currency));
  const instant = currencies.flatMap((currency) => instantEntry(world, account, currency));
  return fill("balance", {
    available: entries("available"),
    pending: entries("pending"),
    ...(instant.length > 0 ? { instant_available: instant } : {}),
  });
}

function entry(amount: number, currency: string): JsonObject {
  return { amount, currency, source_types: { card: amount } };
}

function instantEntry(world: World, account: AccountRecord, currency: string): JsonObject[] {
  const destinations = account.externalAccounts.filter(
    (external) => external.instant && !external.deleted && external.currency === currency,
  );
  if (destinations.length === 0) return [];
  const amount = instantAvailable(world, account, currency);
  const net = netInstantAvailable(amount, currency);
  const netAvailable = destinations.map(({ id }) => ({ amount: net, destination: id, source_types: { card: net } }));
  return [{ ...entry(amount, currency), net_available: netAvailable }];
}
