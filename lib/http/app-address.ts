import { getEnv } from "../env";

/** Origin under which people reach the product; empty while the environment does not parse, which others report. */
export function appAddress(): string {
  try {
    return getEnv().appUrl;
  } catch {
    // Whoever needs more of the environment says what is wrong with it.
    return "";
  }
}
