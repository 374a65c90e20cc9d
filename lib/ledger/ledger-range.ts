/** A stretch of time to be read again at once: created >= from and < to. */
export type LedgerRange = {
  readonly from: Date;
  readonly to: Date;
  /** Whether what was written there is known, so that what is missing from it can be told. */
  readonly isKept: boolean;
};

type Day = { readonly startsAt: Date; readonly isKept: boolean; readonly rows: number };

const dayMs = 86_400_000;
/** What is read before it is noted that a stretch was read. */
const rowsPerRangeMax = 5_000;

/** Puts days that follow each other together, so that they take as few calls as their rows need. */
export function rangesOf(days: readonly Day[]): LedgerRange[] {
  const ranges: LedgerRange[] = [];
  let rows = 0;
  for (const { startsAt, isKept, rows: more } of days.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime())) {
    const last = ranges.at(-1);
    const to = dayAfter(startsAt);
    // Another currency of the same day.
    const isSame = last?.to.getTime() === to.getTime();
    const follows = last?.to.getTime() === startsAt.getTime() && rows + more <= rowsPerRangeMax;
    if (last && (isSame || (follows && last.isKept === isKept))) {
      ranges[ranges.length - 1] = { from: last.from, to, isKept: last.isKept || isKept };
      rows += more;
    } else {
      ranges.push({ from: startsAt, to, isKept });
      rows = more;
    }
  }
  return ranges;
}

/** The beginning of the next day in UTC. */
export function dayAfter(moment: Date): Date {
  return new Date(dayOf(moment).getTime() + dayMs);
}

/** The beginning of the day in UTC. */
export function dayOf(moment: Date): Date {
  return new Date(Math.floor(moment.getTime() / dayMs) * dayMs);
}
