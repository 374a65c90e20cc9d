/** How a day's runs went; `on` is a calendar day, `YYYY-MM-DD`. */
export type SyncDay = {
  readonly on: string;
  readonly running: number;
  readonly complete: number;
  readonly failed: number;
};

/** resumed: a run stopped, and another one was completed the same day. none: nothing ran. */
export const syncDayStates = ["done", "running", "resumed", "stopped", "none"] as const;
export type SyncDayState = (typeof syncDayStates)[number];

/** A day in one word. */
export function stateOfSyncDay({ running, complete, failed }: SyncDay): SyncDayState {
  if (running > 0) return "running";
  if (failed > 0) return complete > 0 ? "resumed" : "stopped";
  return complete > 0 ? "done" : "none";
}
