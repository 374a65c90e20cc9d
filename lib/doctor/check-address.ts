import { type Finding, missing, ok, warning } from "../core/finding";

const patienceMs = 5_000;

/** Whether the product answers under the address that people, links and Stripe use. `ask` is `fetch`. */
export async function checkAddress(appUrl: string, ask: typeof fetch = fetch): Promise<Finding[]> {
  const scheme = appUrl.startsWith("https://")
    ? ok("Address", `${appUrl}, encrypted.`)
    : warning(
        "Address",
        `${appUrl} is not encrypted.`,
        "Set APP_URL to an address with https before real money moves.",
      );
  return [scheme, await answerOf(appUrl, ask)];
}

async function answerOf(appUrl: string, ask: typeof fetch): Promise<Finding> {
  const health = `${appUrl}/api/health`;
  const start = "Start the product (npm run build && npm run start), or correct APP_URL.";
  try {
    const response = await ask(health, { signal: AbortSignal.timeout(patienceMs), redirect: "manual" });
    const body: unknown = await response.json();
    const status = typeof body === "object" && body !== null && "status" in body ? body.status : null;
    if (response.status !== 200 || (status !== "ok" && status !== "degraded")) {
      return missing("Application", `${health} is not this product's.`, start);
    }
    if (status === "ok") return ok("Application", "It answers and is well.");
    return warning("Application", "It answers, but says that something is wrong.", `Look at ${health} and the log.`);
  } catch (error) {
    // Nothing listens there, or it is no JSON: both mean that people do not reach the product.
    return missing(
      "Application",
      `${health} does not answer (${error instanceof Error ? error.name : "no reason"}).`,
      start,
    );
  }
}
