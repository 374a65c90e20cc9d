import { createCustomer } from "../customers";
import type { CustomerRecord } from "../state";
import { accountOf, type World } from "../world";
import type { Mix } from "./mix";

type Buyer = { customer: string | null; email: string | null; name: string | null };

/** The people who buy on one account; they become more with time. */
export type Buyers = { world: World; account: string; known: CustomerRecord[]; byEmail: number };

export function noBuyers(world: World, account: string): Buyers {
  return { world, account, known: [], byEmail: 0 };
}

/** Three draws from [0, 1) decide who buys: what is known of the buyer, whether it is somebody new, and who. */
export type BuyerDraw = { kind: number; isNew: number; who: number };

export function buyerOf(buyers: Buyers, mix: Mix, { kind, isNew, who }: BuyerDraw): Buyer {
  if (kind < mix.guests) return { customer: null, email: null, name: null };
  if (kind < mix.guests + mix.byEmail) return buyerByEmail(buyers, isNew < mix.newBuyers, who);
  const present = buyers.known.filter((customer) => !customer.deleted);
  // A few people buy much, and many buy little.
  const found = isNew < mix.newBuyers ? undefined : present[Math.floor(present.length * who ** 2)];
  const { id: customer, email, name } = found ?? newCustomer(buyers);
  return { customer, email, name };
}

function buyerByEmail(buyers: Buyers, isNew: boolean, who: number): Buyer {
  if (isNew || buyers.byEmail === 0) buyers.byEmail += 1;
  const number = Math.floor(buyers.byEmail * who ** 2);
  // The same address is typed in more than one way.
  const email =
    who * 1000 - Math.floor(who * 1000) < 0.4 ? `Reader.${number}@Example.COM` : `reader.${number}@example.com`;
  return { customer: null, email, name: `Reader ${number}` };
}

const mixedCaseEvery = 7;

/** A customer who has just come to be. */
export function newCustomer(buyers: Buyers): CustomerRecord {
  const number = buyers.known.length;
  const email = number % mixedCaseEvery === 3 ? `Customer-${number}@Example.com` : `customer-${number}@example.com`;
  const account = accountOf(buyers.world, buyers.account);
  const record = createCustomer(buyers.world, account, { email, name: `Customer ${number}` });
  buyers.known.push(record);
  return record;
}
