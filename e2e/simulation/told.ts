/** What a caller asked for and heard; all that the outside knows of it. */
export type Answer =
  | { readonly kind: "created"; readonly payoutId: string; readonly status: string; readonly amount: number }
  | { readonly kind: "processing"; readonly intentId: string }
  /** `isForEver`: the refusal names an intent, which is never tried again. */
  | { readonly kind: "refused"; readonly code: string; readonly isForEver: boolean }
  /** The process ended, or broke: nothing was heard. */
  | { readonly kind: "nothing" };

export type Asked = { readonly key: number; readonly tampered: boolean; readonly answer: Answer; readonly at: number };

/** The keys that were used, what each stands for, and every answer so far. */
export type Told = {
  readonly amounts: Map<number, number>;
  readonly asked: Asked[];
  /** Cancels that were answered, by Stripe's id of the payout, with the status that was told. */
  readonly canceled: { readonly payoutId: string; readonly status: string }[];
  /** Events that were taken in, by id. */
  readonly events: Map<
    string,
    { readonly type: string; readonly object: Record<string, unknown>; readonly account: string }
  >;
  /** Events that nothing can be made of. */
  readonly poison: Set<string>;
  /** Everything that was answered, as text. */
  readonly texts: string[];
};

export function nothingTold(): Told {
  return { amounts: new Map(), asked: [], canceled: [], events: new Map(), poison: new Set(), texts: [] };
}

/** A request under the same key that is not the same request. */
export const tamperedBy = 3;
