/** Leaves most of the smallest pool of connections to everybody who only wants to read. */
const turnsMax = 2;

let taken = 0;
const waiting: (() => void)[] = [];

/**
 * Runs work that holds a database connection while Stripe is being asked, a few pieces at a time in one process: when
 * Stripe stops answering, such work must not take every connection that pages need. Waiting holds nothing.
 */
export async function withTurn<T>(work: () => Promise<T>): Promise<T> {
  if (taken < turnsMax) taken++;
  else await new Promise<void>((begin) => waiting.push(begin));
  try {
    return await work();
  } finally {
    // The turn is handed on, not given back, so that nobody can slip in between.
    const next = waiting.shift();
    if (next) next();
    else taken--;
  }
}
