import { stateVersion } from "./presets/build-world";
import type { State } from "./state";

/** Accepts parsed JSON as a snapshot when it carries this version's mark; only the emulator writes such files. */
export function readSnapshot(value: unknown): State {
  if (isState(value)) return value;
  throw new Error("This is no snapshot of this version of the emulator.");
}

function isState(value: unknown): value is State {
  return (
    typeof value === "object" &&
    value !== null &&
    "version" in value &&
    value.version === stateVersion &&
    ["secretKey", "platform", "accounts", "books", "balances", "journals", "clock"].every((key) => key in value)
  );
}
