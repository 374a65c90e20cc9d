import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createStripeEmulator, type Preset, type StripeEmulator } from "./emulator";
import { keepState, loadState } from "./persistence";
import { ResetConnection } from "./wire-faults";

const host = "127.0.0.1";
const port = Number(process.env.STRIPE_EMULATOR_PORT ?? 4010);
const presets: readonly Preset[] = ["empty", "tiny", "demo"];
const preset = presets.find((known) => known === process.env.STRIPE_EMULATOR_PRESET) ?? "demo";
const stateFile = process.env.STRIPE_EMULATOR_STATE;

const saved = stateFile === undefined ? undefined : loadState(stateFile, preset);
const emulator = createStripeEmulator({ preset, mode: "realtime", state: saved });
const save = stateFile === undefined ? undefined : keepState(emulator, stateFile);
listenForEvents(emulator);

const server = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => {
    // Also the way of a fault that cuts the line: the caller must not get an answer.
    if (!(error instanceof ResetConnection)) console.error(error);
    response.destroy();
  });
});
server.keepAliveTimeout = 65_000;
server.listen(port, host, () => {
  console.log(`Stripe emulator ready on http://${host}:${port} (preset ${preset})`);
});

for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, stop);

function stop(): void {
  emulator.close();
  save?.();
  server.close();
  server.closeAllConnections();
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const caller = new AbortController();
  response.once("close", () => caller.abort());
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const headers = Object.entries(request.headers).flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value] satisfies [string, string]] : [],
  );
  const result = await emulator.fetch(
    new Request(`http://${host}:${port}${request.url ?? "/"}`, {
      method: request.method,
      headers: new Headers(headers),
      body: body.length > 0 ? body : undefined,
      signal: caller.signal,
    }),
  );
  response.writeHead(result.status, Object.fromEntries(result.headers));
  const bytes = Buffer.from(await result.arrayBuffer());
  const isCutOff = Number(result.headers.get("content-length") ?? 0) > bytes.length;
  if (isCutOff) response.write(bytes, () => response.destroy());
  else response.end(bytes);
}

/** One endpoint for the platform's events and one for those of connected accounts, at the same address. */
function listenForEvents(target: StripeEmulator): void {
  const url = process.env.STRIPE_EMULATOR_WEBHOOK_URL;
  const [secret, connectSecret = secret] = (process.env.STRIPE_EMULATOR_WEBHOOK_SECRET ?? "").split(",");
  if (url === undefined || !secret) return;
  target.replaceWebhookEndpoints([
    { url, secret, connect: false },
    { url, secret: connectSecret, connect: true },
  ]);
}
