import { AppError } from "../core/errors";

/**
 * What may be told of any error: an expected refusal as it is, a database that is away as such, and nothing at all of
 * a bug, whose words may hold secrets.
 */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (causesOf(error).some(isDatabaseAway)) {
    const message = "The database is not answering. Try again in a moment.";
    return new AppError("database_unavailable", message, { retryAfterSeconds: 5 }, { cause: error });
  }
  return new AppError("internal", "Something broke on our side. It has been noted.", {}, { cause: error });
}

const depthMax = 5;

function causesOf(error: unknown): unknown[] {
  const causes: unknown[] = [];
  for (let cause = error; cause instanceof Error && causes.length < depthMax; cause = cause.cause) causes.push(cause);
  return causes;
}

/** Connection exceptions (class 08), shutdown and start-up, a statement that took too long, and sockets. */
const awayCodes = /^(08...|57P0[1-3]|57014|53300|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTFOUND|EPIPE)$/;
const awayMessages = /Connection terminated|timeout exceeded when trying to connect/;

function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return awayCodes.test(code) || awayMessages.test(error.message);
}
