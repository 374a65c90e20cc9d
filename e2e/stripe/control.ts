import type { StripeEmulator } from "./emulator";
import { StripeRefusal } from "./errors";
import { type Fault, faultKinds } from "./faults";
import type { Incoming } from "./handler";
import { child, integer, isObject, type JsonObject, text, textList } from "./json";
import { presets } from "./presets/build-world";
import { readSnapshot } from "./read-snapshot";
import { isScenario, scenarioWords } from "./scenarios";

const prefix = "/_emulator";

export function isControl(url: URL): boolean {
  return url.pathname === prefix || url.pathname.startsWith(`${prefix}/`);
}

type Control = (emulator: StripeEmulator, body: JsonObject, query: URLSearchParams) => unknown;

/** Answers the emulator's own routes, which need no key; the process listens on the loopback address alone. */
export async function answerControl(emulator: StripeEmulator, incoming: Incoming): Promise<Response> {
  const name = `${incoming.method} ${incoming.url.pathname.slice(prefix.length)}`;
  const control = controls[name];
  if (!control) return Response.json({ error: `The emulator has no ${name}.` }, { status: 404 });
  try {
    const body: unknown = incoming.body === "" ? {} : JSON.parse(incoming.body);
    const wrapped = Array.isArray(body) ? { list: body } : body;
    if (!isObject(wrapped)) throw new Error("The body is not a JSON object.");
    const result = await control(emulator, wrapped, incoming.url.searchParams);
    return Response.json(result ?? { ok: true });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const details = error instanceof StripeRefusal ? error.body() : {};
    return Response.json({ ...details, message }, { status: 400 });
  }
}

const controls: Record<string, Control> = {
  "GET /world": (emulator) => emulator.world,
  "POST /reset": (emulator, body) => {
    emulator.reset({ seed: integer(body, "seed"), preset: presets.find((known) => known === body.preset) });
    return emulator.world;
  },
  "GET /clock": (emulator) => ({ now: emulator.now() }),
  "POST /clock/advance": advance,
  "POST /clock/mode": (emulator, body) => {
    if (body.mode !== "frozen" && body.mode !== "realtime") throw new Error("The mode is frozen or realtime.");
    emulator.setMode(body.mode);
    return { now: emulator.now(), mode: body.mode };
  },
  "GET /scenarios": () => scenarioWords,
  "POST /scenario": scenario,
  "GET /oracle": (emulator) => emulator.oracle(),
  "GET /faults": (emulator) => ({ faults: emulator.faultCounts() }),
  "POST /faults": (emulator, body) => emulator.setFaults(readFaults(body)),
  "DELETE /faults": (emulator) => emulator.clearFaults(),
  "POST /webhooks/flush": async (emulator) => {
    await emulator.flushWebhooks();
    return { attempts: emulator.attempts().length };
  },
  "GET /webhooks/attempts": (emulator) => ({ attempts: emulator.attempts() }),
  "POST /webhooks/resend": (emulator, body) => {
    if (!emulator.resendEvent(text(body, "event") ?? "")) throw new Error("There is no such event.");
  },
  "POST /webhooks/endpoints": addEndpoint,
  "GET /requests": (emulator, _, query) => ({ requests: emulator.requests(Number(query.get("since") ?? 0)) }),
  "GET /ledger/verify": (emulator) => emulator.verifyLedger(),
  "POST /snapshot": (emulator) => emulator.snapshot(),
  "POST /restore": (emulator, body) => emulator.restore(readSnapshot(body)),
};

async function advance(emulator: StripeEmulator, body: JsonObject): Promise<JsonObject> {
  const to = integer(body, "to");
  const seconds = integer(body, "seconds") ?? (to === undefined ? undefined : to - emulator.now());
  if (seconds === undefined) throw new Error("Give seconds, or the time to move to.");
  await emulator.advance(seconds);
  return { now: emulator.now() };
}

function scenario(emulator: StripeEmulator, body: JsonObject): JsonObject {
  const { name } = body;
  if (!isScenario(name)) throw new Error(`The scenarios are ${Object.keys(scenarioWords).join(", ")}.`);
  return emulator.runScenario(name, text(body, "account") ?? "", child(body, "params") ?? {});
}

function addEndpoint(emulator: StripeEmulator, body: JsonObject): JsonObject {
  const types = textList(body, "enabledEvents");
  return emulator.addWebhookEndpoint({
    url: text(body, "url") ?? "",
    secret: text(body, "secret"),
    connect: body.connect === true,
    enabledEvents: types.length > 0 ? types : undefined,
  });
}

/** The list itself or `{ faults: [...] }`. */
function readFaults(body: JsonObject): Fault[] {
  const list = body.list ?? body.faults;
  if (!Array.isArray(list)) throw new Error("The body is a list of faults.");
  return list.map((given) => {
    const kind = isObject(given) ? faultKinds.find((known) => known === given.kind) : undefined;
    if (!isObject(given) || !kind) throw new Error(`The kinds of faults are ${faultKinds.join(", ")}.`);
    return {
      kind,
      method: text(given, "method"),
      path: text(given, "path"),
      account: text(given, "account"),
      type: text(given, "type"),
      nth: integer(given, "nth"),
      times: integer(given, "times"),
      probability: integer(given, "probability"),
      status: integer(given, "status"),
      effect: given.effect === true,
      ms: integer(given, "ms"),
      p50: integer(given, "p50"),
      p99: integer(given, "p99"),
      seconds: integer(given, "seconds"),
    };
  });
}
