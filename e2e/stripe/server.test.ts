import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Stripe from "stripe";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";

const root = new URL("../..", import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), "emulator-"));
const secret = "whsec_server";
const world = z.object({
  secretKey: z.string(),
  organizations: z.array(z.object({ accounts: z.array(z.object({ id: z.string() })) })),
});

let receiver: Server;
let hookUrl: string;
let received: { payload: string; signature: string }[] = [];
let running: ChildProcess | undefined;
let base = "";

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const port = portOf(server);
  server.close();
  return port;
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return address.port;
}

/** Starts the emulator as a process and waits for the line that says it is ready. */
async function start(environment: Record<string, string>): Promise<string> {
  const port = String(await freePort());
  const child = spawn(process.execPath, ["--import", "tsx", "e2e/stripe/server.ts"], {
    cwd: root,
    env: { ...process.env, STRIPE_EMULATOR_PORT: port, STRIPE_EMULATOR_PRESET: "tiny", ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  running = child;
  base = `http://127.0.0.1:${port}`;
  let output = "";
  for await (const chunk of child.stdout) {
    output += String(chunk);
    if (output.includes("\n")) break;
  }
  return output;
}

async function stop(signal: NodeJS.Signals): Promise<number | null> {
  const child = running;
  running = undefined;
  if (!child || child.exitCode !== null) return child?.exitCode ?? null;
  const exited = once(child, "exit");
  child.kill(signal);
  await exited;
  return child.exitCode;
}

async function client(): Promise<{ stripe: Stripe; options: { stripeAccount: string } }> {
  const { secretKey, organizations } = world.parse(await (await fetch(`${base}/_emulator/world`)).json());
  const { hostname: host, port } = new URL(base);
  const stripe = new Stripe(secretKey, { host, port, protocol: "http", telemetry: false, maxNetworkRetries: 0 });
  return { stripe, options: { stripeAccount: organizations[0]?.accounts[0]?.id ?? "" } };
}

async function control(path: string, body: unknown): Promise<void> {
  const response = await fetch(`${base}/_emulator${path}`, { method: "POST", body: JSON.stringify(body) });
  expect(response.status).toBe(200);
}

async function eventually(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 200 && !(await isTrue()); turn++) await new Promise((done) => setTimeout(done, 50));
  expect(await isTrue()).toBe(true);
}

beforeAll(async () => {
  receiver = createServer(async (request, response) => {
    let payload = "";
    for await (const chunk of request) payload += String(chunk);
    received.push({ payload, signature: String(request.headers["stripe-signature"]) });
    response.end("ok");
  }).listen(0, "127.0.0.1");
  await once(receiver, "listening");
  hookUrl = `http://127.0.0.1:${portOf(receiver)}/hook`;
});

afterEach(async () => {
  received = [];
  await stop("SIGKILL");
});

afterAll(() => {
  receiver.close();
  rmSync(folder, { recursive: true });
});

describe("the emulator as a process", () => {
  it("says in one line that it is ready, serves the SDK, and stops when asked", async () => {
    const output = await start({});
    expect(output).toBe(`Stripe emulator ready on ${base} (preset tiny)\n`);
    const { stripe, options } = await client();
    expect((await stripe.balance.retrieve({}, options)).available[0]?.amount).toBe(147_780);
    expect(await stop("SIGTERM")).toBe(0);
  });

  it("delivers events by itself, signed, to both kinds of endpoint", async () => {
    await start({ STRIPE_EMULATOR_WEBHOOK_URL: hookUrl, STRIPE_EMULATOR_WEBHOOK_SECRET: `whsec_platform,${secret}` });
    const { stripe, options } = await client();
    await control("/scenario", { name: "charge", account: options.stripeAccount });
    await stripe.payouts.create({ amount: 1_000, currency: "usd" }, options);
    await control("/clock/advance", { seconds: 125 });
    const verified = () =>
      received.flatMap(({ payload, signature }) => {
        const { account }: { account?: string } = JSON.parse(payload);
        const key = account === undefined ? "whsec_platform" : secret;
        return [stripe.webhooks.constructEvent(payload, signature, key).type];
      });
    await eventually(() => verified().includes("payout.paid"));
    expect(verified()).toEqual(
      expect.arrayContaining(["application_fee.created", "charge.succeeded", "payout.created"]),
    );
  });

  it("cuts the line before or after the effect", async () => {
    await start({});
    const { stripe, options } = await client();
    const pay = (key: string) =>
      stripe.payouts.create({ amount: 1_000, currency: "usd" }, { ...options, idempotencyKey: key });
    // The SDK asks once more by itself after a cut line; two faults let it see no answer at all.
    for (const [kind, made] of [
      ["reset_before", 0],
      ["reset_after", 1],
    ] as const) {
      await control("/faults", [{ kind, times: 2 }]);
      await expect(pay(kind)).rejects.toBeInstanceOf(Stripe.errors.StripeConnectionError);
      const { data } = await stripe.payouts.list({ status: "pending" }, options);
      expect(data).toHaveLength(made);
    }
    await control("/faults", [{ kind: "truncate", times: 1 }]);
    await expect(stripe.balance.retrieve({}, options)).rejects.toBeInstanceOf(Stripe.errors.StripeConnectionError);
  });
});

describe("the state file", () => {
  const file = join(folder, "deep", "state.json");
  const environment = { STRIPE_EMULATOR_STATE: file };

  it("keeps what happened over a stop, and over a kill after two seconds", async () => {
    await start(environment);
    const first = await client();
    const stopped = await first.stripe.payouts.create({ amount: 1_000, currency: "usd" }, first.options);
    await stop("SIGTERM");
    await start(environment);
    const second = await client();
    expect((await second.stripe.payouts.retrieve(stopped.id, {}, second.options)).id).toBe(stopped.id);
    const killed = await second.stripe.payouts.create({ amount: 2_000, currency: "usd" }, second.options);
    await eventually(() => readFileSync(file, "utf8").includes(killed.id));
    await stop("SIGKILL");
    await start(environment);
    const third = await client();
    const { data } = await third.stripe.payouts.list({ limit: 2 }, third.options);
    expect(data.map(({ id }) => id)).toEqual([killed.id, stopped.id]);
  });

  it("brings the clock back into real time", async () => {
    const frozen = { STRIPE_EMULATOR_STATE: join(folder, "frozen.json") };
    await start(frozen);
    await control("/clock/mode", { mode: "frozen" });
    await stop("SIGTERM");
    await start(frozen);
    const read = async () =>
      z.object({ now: z.number() }).parse(await (await fetch(`${base}/_emulator/clock`)).json()).now;
    const before = await read();
    await eventually(async () => (await read()) > before);
  });

  it("does not double the endpoints", async () => {
    const all = {
      STRIPE_EMULATOR_STATE: join(folder, "endpoints.json"),
      STRIPE_EMULATOR_WEBHOOK_URL: hookUrl,
      STRIPE_EMULATOR_WEBHOOK_SECRET: secret,
    };
    await start(all);
    await stop("SIGTERM");
    await start(all);
    const { stripe } = await client();
    expect((await stripe.webhookEndpoints.list()).data).toHaveLength(2);
  });

  it("is not trusted when it is damaged or of another preset", async () => {
    const damaged = join(folder, "damaged.json");
    writeFileSync(damaged, '{"version":1');
    await start({ STRIPE_EMULATOR_STATE: damaged });
    expect((await client()).options.stripeAccount).toMatch(/^acct_/);
    await stop("SIGTERM");
    await start({ STRIPE_EMULATOR_STATE: damaged, STRIPE_EMULATOR_PRESET: "empty" });
    const { stripe, options } = await client();
    expect((await stripe.balance.retrieve({}, options)).available[0]?.amount).toBe(0);
  });
});
