/** How long payments wait in one or several accounts, in words such as `2 days` or `2 to 7 days`. */
export function waitWords(delayDays: readonly number[]): string {
  if (delayDays.length === 0) return "some days";
  const [least, most] = [Math.min(...delayDays), Math.max(...delayDays)];
  if (least !== most) return `${least} to ${most} days`;
  return least === 1 ? "1 day" : `${least} days`;
}
