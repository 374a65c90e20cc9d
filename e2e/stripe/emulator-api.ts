import type { Fault, faultCounts } from "./faults";
import type { JsonObject } from "./json";
import type { Oracle } from "./oracle";
import type { Preset } from "./presets/build-world";
import type { RequestLogEntry } from "./request-log";
import type { ScenarioName } from "./scenarios";
import type { Attempt, Endpoint, State } from "./state";
import type { LedgerReport } from "./verify-ledger";
import type { EndpointDraft } from "./webhook-endpoints";
import type { Deliver } from "./webhooks";
import type { WorldDescription } from "./world-description";

export type ClockMode = "frozen" | "realtime";
export type StripeEmulatorOptions = {
  seed?: number;
  preset?: Preset;
  /** The moment at which the history ends, in seconds since 1970. */
  now?: number;
  /** Checks every answer against Stripe's description; on by default. */
  strict?: boolean;
  mode?: ClockMode;
  deliver?: Deliver;
  /** A snapshot to start from instead of a preset. */
  state?: State;
};

/** A snapshot's content is the emulator's own affair; it survives JSON. */
export type Snapshot = State;

export type StripeEmulator = {
  fetch(request: Request): Promise<Response>;
  readonly world: WorldDescription;
  now(): number;
  advance(seconds: number): Promise<void>;
  setMode(mode: ClockMode): void;
  flushWebhooks(): Promise<void>;
  addWebhookEndpoint(draft: EndpointDraft): Endpoint;
  /** Takes the place of all endpoints that there are, so that a restart does not double them. */
  replaceWebhookEndpoints(drafts: EndpointDraft[]): void;
  resendEvent(id: string): boolean;
  attempts(): Attempt[];
  setFaults(faults: Fault[]): void;
  clearFaults(): void;
  faultCounts(): ReturnType<typeof faultCounts>;
  requests(since?: number): RequestLogEntry[];
  verifyLedger(): LedgerReport;
  runScenario(name: ScenarioName, account: string, params?: JsonObject): JsonObject;
  /** What scenarios have made happen, as flat lists to count over. */
  oracle(): Oracle;
  reset(options: { seed?: number; preset?: Preset }): void;
  snapshot(): Snapshot;
  /** The snapshot as JSON. */
  serialize(): string;
  restore(snapshot: Snapshot): void;
  /** Called after everything that may have changed the state. */
  onChange(listener: () => void): void;
  close(): void;
};
