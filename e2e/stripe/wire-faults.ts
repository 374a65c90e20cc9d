import type { Fault } from "./faults";
import type { Answer } from "./handler";

/** The line was cut; the caller learns nothing about what became of the request. */
export class ResetConnection extends TypeError {
  constructor() {
    super("fetch failed", { cause: Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }) });
  }
}

export function wait(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

const hangMsMax = 120_000;

/** Says nothing until the caller gives up or the time of the fault is over; then the line is cut. */
export async function hang({ ms = hangMsMax }: Fault, signal: AbortSignal): Promise<never> {
  await new Promise<void>((done) => {
    const timer = setTimeout(done, ms);
    timer.unref();
    if (signal.aborted) done();
    signal.addEventListener("abort", () => done());
  });
  signal.throwIfAborted();
  throw new ResetConnection();
}

/** What can happen to an answer on its way back, after the operation took effect. */
export async function afterEffect(answer: Answer, faults: Fault[], signal: AbortSignal): Promise<Answer> {
  let result = answer;
  for (const fault of faults) {
    if (fault.kind === "reset_after") throw new ResetConnection();
    if (fault.kind === "hang" && fault.effect) await hang(fault, signal);
    if (fault.kind === "status" && fault.effect) result = { ...result, status: fault.status ?? 500, body: serverError };
    if (fault.kind === "truncate") result = truncated(result);
    if (fault.kind === "malformed") result = { ...result, body: "<html>Bad gateway</html>" };
    if (fault.kind === "extra_field")
      result = { ...result, body: result.body.replace(/^{/, '{"field_of_tomorrow":{"value":1},') };
    if (fault.kind === "new_status")
      result = { ...result, body: result.body.replaceAll(/"status":"[a-z_]+"/g, '"status":"of_tomorrow"') };
  }
  return result;
}

/** Half of the body under the length of the whole, so that the caller can tell. */
function truncated(answer: Answer): Answer {
  const headers = { ...answer.headers, "content-length": String(Buffer.byteLength(answer.body)) };
  return { ...answer, headers, body: answer.body.slice(0, answer.body.length / 2) };
}

const serverError = JSON.stringify({ error: { type: "api_error", message: "An error occurred on our side." } });
