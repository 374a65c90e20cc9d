import type { JsonObject } from "../json";
import type { AccountRecord } from "../state";
import type { World } from "../world";

/** Makes something happen on an account; answers the ids of what it made or changed. */
export type Scenario = (world: World, account: AccountRecord, params: JsonObject) => JsonObject;

/** In minor units, where a scenario is told no amount. */
export const defaultAmount = 10_000;
