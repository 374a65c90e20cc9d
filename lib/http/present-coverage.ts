import type { Coverage } from "../core/coverage";
import type { Presented } from "./route";

/** An answer with how complete it is beside its members. Throws a plain error for one that is not an object. */
export function presentCoverage(presented: Presented, { asOf, completeFrom }: Coverage): Presented {
  const { body } = presented;
  if (typeof body !== "object" || body === null || Array.isArray(body) || body instanceof Date) {
    throw new Error("Only an object can say how complete it is.");
  }
  return { ...presented, body: { ...body, asOf, completeFrom } };
}
