import type { Services } from "@/lib/context";
import { AppError } from "@/lib/core/errors";
import { getOperatorServices } from "@/lib/services";

/**
 * Runs one act of a person at the machine: prints its lines and ends the process with 0, or one sentence on what stood
 * in the way and 1.
 */
export async function runOperator(
  usage: string,
  argumentsMin: number,
  act: (services: Services, given: string[]) => Promise<string[]>,
): Promise<never> {
  const given = process.argv.slice(2);
  if (given.length < argumentsMin) {
    console.error(`Usage: npm run ${usage}`);
    process.exit(2);
  }
  try {
    for (const line of await act(getOperatorServices(), given)) console.log(line);
    process.exit(0);
  } catch (error) {
    console.error(isForPeople(error) ? error.message : error);
    process.exit(1);
  }
}

/** A refusal or a fault of the set-up says all there is to say; anything else needs its stack. */
function isForPeople(error: unknown): error is Error {
  return error instanceof AppError || (error instanceof Error && error.name === "EnvironmentError");
}
