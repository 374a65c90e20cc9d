import { setTimeout as startTimer } from "node:timers";
import { answerControl, isControl } from "./control";
import type { ClockMode, Snapshot, StripeEmulator, StripeEmulatorOptions } from "./emulator-api";
import { createFaultPlan, type Fault, faultCounts } from "./faults";
import { type Api, answerStripe, type Incoming } from "./handler";
import type { JsonObject } from "./json";
import { type Oracle, oracleOf } from "./oracle";
import { buildWorld, type Preset, presets, stateVersion } from "./presets/build-world";
import { createStream } from "./random";
import type { RequestLogEntry } from "./request-log";
import { runScenario, type ScenarioName } from "./scenarios";
import type { Attempt, Endpoint, State } from "./state";
import { moveClock } from "./timers";
import { type LedgerReport, verifyLedger } from "./verify-ledger";
import { addEndpoint, type EndpointDraft } from "./webhook-endpoints";
import { type Deliver, deliverDue, nextDeliveryAt, resend } from "./webhooks";
import { accountOf, createWorld, now } from "./world";
import { describeWorld, type WorldDescription } from "./world-description";

export type { ClockMode, Snapshot, StripeEmulator, StripeEmulatorOptions } from "./emulator-api";
export type { Endpoint, Fault, Preset, RequestLogEntry, ScenarioName, WorldDescription };

const frozenStart = Date.UTC(2026, 10, 18, 12) / 1000;
const longestSleepMs = 60_000;

/** An offline Stripe with accounts, a ledger and a clock of its own. */
export function createStripeEmulator(options: StripeEmulatorOptions = {}): StripeEmulator {
  return new Emulator(options);
}

class Emulator implements StripeEmulator {
  private readonly api: Api;
  private readonly deliver: Deliver;
  private readonly listeners: (() => void)[] = [];
  private delivering = Promise.resolve();
  private alarm: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(options: StripeEmulatorOptions) {
    const { seed = 1, preset = "tiny", mode = "frozen", strict = true } = options;
    const start = options.now ?? (mode === "frozen" ? frozenStart : wallClock());
    const world = options.state ? createWorld(options.state) : buildWorld({ seed, preset, now: start, mode });
    this.api = {
      world,
      plan: createFaultPlan([], createStream(seed, "faults")),
      log: { entries: [], count: 0 },
      strict,
    };
    this.deliver = options.deliver ?? ((url, init) => fetch(url, init));
    this.changed();
  }

  get world(): WorldDescription {
    return describeWorld(this.api.world);
  }

  async fetch(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const { method, headers, signal } = request;
    const incoming: Incoming = { method, url, headers, signal, body: await request.text() };
    this.catchUp();
    try {
      if (isControl(url)) return await answerControl(this, incoming);
      const answer = await answerStripe(this.api, incoming);
      return new Response(answer.body, { status: answer.status, headers: answer.headers });
    } finally {
      if (method !== "GET") this.changed();
    }
  }

  now(): number {
    this.catchUp();
    return now(this.api.world);
  }

  async advance(seconds: number): Promise<void> {
    if (!Number.isInteger(seconds) || seconds < 0) throw new Error(`The clock cannot move by ${seconds} seconds.`);
    this.catchUp();
    this.api.world.state.clock.ahead += seconds;
    moveClock(this.api.world, now(this.api.world) + seconds);
    this.changed();
  }

  setMode(mode: ClockMode): void {
    this.catchUp();
    const { clock } = this.api.world.state;
    clock.mode = mode;
    clock.ahead = clock.now - wallClock();
    this.changed();
  }

  async flushWebhooks(): Promise<void> {
    this.catchUp();
    await this.deliverAll();
  }

  addWebhookEndpoint(draft: EndpointDraft): Endpoint {
    const endpoint = addEndpoint(this.api.world, draft);
    this.changed();
    return endpoint;
  }

  replaceWebhookEndpoints(drafts: EndpointDraft[]): void {
    const { state } = this.api.world;
    const before = state.endpoints;
    state.endpoints = [];
    const fresh = drafts.map((draft) => addEndpoint(this.api.world, draft));
    for (const delivery of state.deliveries) {
      const old = before.find((endpoint) => endpoint.id === delivery.endpoint);
      delivery.endpoint = fresh.find((endpoint) => endpoint.connect === old?.connect)?.id ?? delivery.endpoint;
    }
    this.changed();
  }

  resendEvent(id: string): boolean {
    const isKnown = resend(this.api.world, id);
    this.changed();
    return isKnown;
  }

  attempts(): Attempt[] {
    return [...this.api.world.state.attempts];
  }

  setFaults(faults: Fault[]): void {
    this.api.plan = createFaultPlan(faults, createStream(this.api.world.state.seed, "faults"));
  }

  clearFaults(): void {
    this.setFaults([]);
  }

  faultCounts(): ReturnType<typeof faultCounts> {
    return faultCounts(this.api.plan);
  }

  requests(since = 0): RequestLogEntry[] {
    return this.api.log.entries.filter((entry) => entry.number > since);
  }

  verifyLedger(): LedgerReport {
    return verifyLedger(this.api.world);
  }

  runScenario(name: ScenarioName, account: string, params: JsonObject = {}): JsonObject {
    this.catchUp();
    const result = runScenario(this.api.world, name, accountOf(this.api.world, account), params);
    this.changed();
    return result;
  }

  oracle(): Oracle {
    return oracleOf(this.api.world);
  }

  /** A new world in the place of this one; the webhook endpoints stay. */
  reset({ seed, preset }: { seed?: number; preset?: Preset }): void {
    const { state } = this.api.world;
    const { mode } = state.clock;
    const start = mode === "frozen" ? frozenStart : wallClock();
    const fresh = buildWorld({ seed: seed ?? state.seed, preset: preset ?? presetOf(state), now: start, mode });
    fresh.state.endpoints = state.endpoints;
    this.api.world = fresh;
    this.changed();
  }

  snapshot(): Snapshot {
    return structuredClone(this.api.world.state);
  }

  serialize(): string {
    return JSON.stringify(this.api.world.state);
  }

  restore(snapshot: Snapshot): void {
    if (snapshot.version !== stateVersion) throw new Error("The snapshot comes from another version of the emulator.");
    this.api.world = createWorld(structuredClone(snapshot));
    this.changed();
  }

  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.alarm);
  }

  private isRealtime(): boolean {
    return this.api.world.state.clock.mode === "realtime";
  }

  /** In real time the clock follows the wall clock, by what it was moved ahead of it. */
  private catchUp(): void {
    const { clock, timers } = this.api.world.state;
    if (!this.isRealtime()) return;
    const to = Math.max(clock.now, wallClock() + clock.ahead);
    const isSomethingDue = timers[0] !== undefined && timers[0].at <= to;
    moveClock(this.api.world, to);
    if (isSomethingDue) this.changed();
  }

  private changed(): void {
    for (const listener of this.listeners) listener();
    if (this.isRealtime() && !this.closed) void this.deliverAll().then(() => this.setAlarm());
  }

  /** Wakes up for the next timer or delivery. */
  private setAlarm(): void {
    clearTimeout(this.alarm);
    if (this.closed || !this.isRealtime()) return;
    const { world } = this.api;
    const timerAt = world.state.timers[0]?.at ?? Infinity;
    const next = Math.min(timerAt, nextDeliveryAt(world) ?? Infinity);
    const ms = Math.min(longestSleepMs, Math.max(100, (next - now(world)) * 1000));
    this.alarm = startTimer(() => {
      this.catchUp();
      void this.deliverAll().then(() => this.setAlarm());
    }, ms);
    this.alarm.unref();
  }

  /** One delivery at a time; a second call waits for the first and then for what came in between. */
  private async deliverAll(): Promise<void> {
    const mine = this.delivering.then(() =>
      deliverDue({ world: () => this.api.world, plan: () => this.api.plan, deliver: this.deliver }),
    );
    this.delivering = mine;
    await mine;
    for (const listener of this.listeners) listener();
  }
}

function wallClock(): number {
  return Math.floor(Date.now() / 1000);
}

function presetOf({ preset }: State): Preset {
  return presets.find((known) => known === preset) ?? "tiny";
}
