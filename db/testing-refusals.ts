/** What PostgreSQL says of a statement it refuses: its code and the constraint that stood in the way. */
export type DatabaseRefusal = { readonly code: string; readonly constraint: string | undefined };

/** Waits for a statement to be refused. Throws a plain error when it is accepted, or fails for another reason. */
export async function refusalOf(statement: PromiseLike<unknown>): Promise<DatabaseRefusal> {
  try {
    await statement;
  } catch (error) {
    const refusal = findRefusal(error);
    if (refusal) return refusal;
    throw error;
  }
  throw new Error("The database accepted it.");
}

/** Drizzle wraps what the driver throws, so the code is on the cause. */
function findRefusal(error: unknown): DatabaseRefusal | null {
  if (!(error instanceof Error)) return null;
  if (!("code" in error) || typeof error.code !== "string") return findRefusal(error.cause);
  const constraint = "constraint" in error && typeof error.constraint === "string" ? error.constraint : undefined;
  return { code: error.code, constraint };
}
