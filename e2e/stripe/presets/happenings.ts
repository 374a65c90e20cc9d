import { day, hour, startOfDay } from "../calendar";
import { deleteCustomer, updateCustomer } from "../customers";
import type { JsonObject } from "../json";
import { runScenario, type ScenarioName } from "../scenarios";
import { accountOf, bookOf } from "../world";
import type { AccountHistory, Command } from "./plan";

/** So many days before the end, a scenario with its params. */
export type Happening = [daysAgo: number, name: ScenarioName, params?: JsonObject];

/** Single things that are sure to have happened, however the shares of everything else fall. */
export function happenings({ world, account, to }: AccountHistory, list: readonly Happening[]): Command[] {
  return list.map(([daysAgo, name, params = {}], position) => ({
    at: startOfDay(to) - daysAgo * day + 10 * hour + position,
    run: () => runScenario(world, name, accountOf(world, account), params),
  }));
}

/** Every so many days one customer gets another address and another one goes. */
export function customersChange({ world, account, from, to }: AccountHistory, everyDays: number): Command[] {
  const commands: Command[] = [];
  for (let at = startOfDay(from) + everyDays * day + 7 * hour; at < to; at += everyDays * day) {
    const run = (): void => {
      const present = bookOf(world, account).customer.filter((customer) => !customer.deleted);
      const [goes, moves] = [present[Math.floor(present.length / 2)], present[Math.floor(present.length / 3)]];
      if (moves) updateCustomer(world, moves, { email: `moved.${moves.email ?? "nobody@example.com"}` });
      if (goes && goes !== moves) deleteCustomer(world, goes);
    };
    commands.push({ at, run });
  }
  return commands;
}
