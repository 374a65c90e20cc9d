/** How complete what is shown is: which of Stripe's rows are certain to be in it. */
export type Coverage = {
  /** Everything that Stripe made before this moment has been read; null while nothing is known to be complete. */
  readonly asOf: Date | null;
  /** The moment from which on that holds; null when it does from the account's beginning. */
  readonly completeFrom: Date | null;
};

/** Of several parts the least complete one decides. */
export function leastCoverage(parts: readonly Coverage[]): Coverage {
  const ends = parts.map(({ asOf }) => asOf);
  if (parts.length === 0 || ends.includes(null)) return { asOf: null, completeFrom: null };
  const starts = parts.flatMap(({ completeFrom }) => (completeFrom === null ? [] : [completeFrom.getTime()]));
  const asOf = new Date(Math.min(...ends.map((end) => end?.getTime() ?? 0)));
  const completeFrom = starts.length === 0 ? null : new Date(Math.max(...starts));
  const isEmpty = completeFrom !== null && completeFrom >= asOf;
  return isEmpty ? { asOf: null, completeFrom: null } : { asOf, completeFrom };
}
