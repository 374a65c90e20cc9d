import { createServer } from "node:http";
import { buffer } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import type { StripeEmulator } from "../stripe/emulator";

export type StripeOverHttp = {
  readonly url: string;
  /** Called with each request's answer, after it was sent; null when nobody listens. */
  onAnswer: (() => void) | null;
  close(): Promise<void>;
};

/** Opens a port to an emulator of this process, so that other processes can be watched while they call it. */
export async function stripeOverHttp(emulator: StripeEmulator, latencyMs: number): Promise<StripeOverHttp> {
  const server = createServer(async (incoming, outgoing) => {
    const body = await buffer(incoming);
    const headers = new Headers();
    for (const [name, value] of Object.entries(incoming.headers))
      if (typeof value === "string") headers.set(name, value);
    const init = { method: incoming.method ?? "GET", headers, ...(body.length > 0 ? { body } : {}) };
    const answer = await emulator.fetch(new Request(`http://stripe.invalid${incoming.url}`, init));
    await wait(latencyMs);
    outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
    outgoing.end(Buffer.from(await answer.arrayBuffer()), () => opened.onAnswer?.());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The port has no number.");
  const opened: StripeOverHttp = {
    url: `http://127.0.0.1:${address.port}`,
    onAnswer: null,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return opened;
}
