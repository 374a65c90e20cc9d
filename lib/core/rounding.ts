/**
 * A whole number divided by another, rounded to the nearest and from halfway to the even one. Throws a plain error for
 * a divisor that is not positive, since that is always a bug.
 */
export function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  if (divisor <= 0n) throw new Error("Only a positive number can divide.");
  const truncated = dividend / divisor;
  const rest = dividend - truncated * divisor;
  const twice = 2n * (rest < 0n ? -rest : rest);
  const isUp = twice > divisor || (twice === divisor && truncated % 2n !== 0n);
  if (!isUp) return truncated;
  return dividend < 0n ? truncated - 1n : truncated + 1n;
}
