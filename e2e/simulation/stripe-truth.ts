import type { Snapshot } from "../stripe/emulator";
import type { Arena, Place } from "./arena";

/** What is so at Stripe, read from the books of the offline Stripe and not from what it serves. */
export type Truth = Snapshot["books"][string];
export type PayoutFact = Truth["payout"][number];

export function readBooks(arena: Arena): ReadonlyMap<string, Truth> {
  const { books } = arena.emulator().snapshot();
  return new Map(Object.entries(books));
}

export function bookFor(books: ReadonlyMap<string, Truth>, { account }: Place): Truth {
  const book = books.get(account.stripeAccountId);
  if (!book) throw new Error(`There is no account ${account.stripeAccountId} at Stripe.`);
  return book;
}

const ranks: Record<string, number> = { pending: 0, in_transit: 1, paid: 2, failed: 3, canceled: 3 };

/** How far a payout has come; it never goes back at Stripe. */
export function rankOf(status: string): number {
  return ranks[status] ?? -1;
}

/** Payouts that somebody asked for, not those of a schedule nor of the time before. */
export function askedPayouts(book: Truth, amount: number): PayoutFact[] {
  return book.payout.filter((payout) => !payout.automatic && payout.amount === amount);
}
