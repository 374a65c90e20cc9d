import { getServices, requireSecondWall, SecondWallError } from "./services";

const pauseMs = 5_000;

/**
 * Ends the process, with one sentence, when its database would not keep organizations apart. One that does not answer
 * shows nobody anything: the server starts, and asks again until it knows.
 */
export async function confirmDatabase(): Promise<void> {
  try {
    await requireSecondWall();
  } catch (error) {
    if (error instanceof SecondWallError) {
      console.error(error.message);
      process.exit(1);
    }
    getServices().log.error("The database could not be asked whether it keeps organizations apart.", error);
    setTimeout(confirmDatabase, pauseMs).unref();
  }
}
