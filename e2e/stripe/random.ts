const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** A stream of pseudo-random numbers; its whole state is one integer, so that snapshots can hold it. */
export type Stream = { position: number };

/** A stream that depends on the seed and the name alone, so that new streams never change old ones. */
export function createStream(seed: number, name: string): Stream {
  let hash = 2166136261;
  for (const letter of `${seed} ${name}`) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16777619) >>> 0;
  return { position: hash };
}

/** The next number in [0, 1). The algorithm is mulberry32. */
export function nextFraction(stream: Stream): number {
  stream.position = (stream.position + 0x6d2b79f5) >>> 0;
  let mixed = stream.position;
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
}

/** A whole number from `low` to `high`, both included. */
export function nextInteger(stream: Stream, low: number, high: number): number {
  return low + Math.floor(nextFraction(stream) * (high - low + 1));
}

/** A log-normal number: half of all draws lie below `median`. */
export function nextLogNormal(stream: Stream, median: number, sigma: number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - nextFraction(stream)));
  return median * Math.exp(sigma * radius * Math.cos(2 * Math.PI * nextFraction(stream)));
}

export function pick<Item>(stream: Stream, items: readonly [Item, ...Item[]]): Item {
  return items[nextInteger(stream, 0, items.length - 1)] ?? items[0];
}

/** An id in Stripe's form: prefix, underscore, `length` base-62 characters. */
export function nextId(stream: Stream, prefix: string, length = 24): string {
  let tail = "";
  for (let count = 0; count < length; count++) tail += alphabet[nextInteger(stream, 0, 61)];
  return `${prefix}_${tail}`;
}
