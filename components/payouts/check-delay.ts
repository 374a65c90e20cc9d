const longestSeconds = 60;

/** Seconds until the next look after some looks: 1, 2, 4 and so on, never more than a minute. */
export function checkDelaySeconds(looks: number): number {
  return looks >= 6 ? longestSeconds : Math.min(longestSeconds, 2 ** looks);
}
