import type { JsonObject } from "./json";
import { accountRoutes } from "./routes/accounts";
import { balanceRoutes } from "./routes/balance";
import { paymentRoutes } from "./routes/payments";
import { payoutRoutes } from "./routes/payouts";
import { platformRoutes } from "./routes/platform";
import type { Method } from "./schema";
import type { AccountRecord } from "./state";
import type { World } from "./world";

/** One call of an operation, with everything checked. The account is the platform where none was named. */
export type Call = { world: World; account: AccountRecord; params: JsonObject; id: string; owner: string };

/**
 * "account" needs the account header, "platform" ignores it, "either" is the platform's own list without it.
 */
export type Route = {
  method: Method;
  path: string;
  scope: "account" | "platform" | "either";
  run: (call: Call) => JsonObject;
};

const routes: Route[] = [...balanceRoutes, ...payoutRoutes, ...paymentRoutes, ...platformRoutes, ...accountRoutes];

const patterns = routes.map((route) => ({
  route,
  pattern: new RegExp(`^${route.path.replace("{id}", "(?<id>[^/]+)").replace("{account}", "(?<owner>[^/]+)")}$`),
}));

export type Match = { route: Route; id: string; owner: string };

/** The operation for a path, or undefined; ids come decoded. */
export function findRoute(method: string, path: string): Match | undefined {
  for (const { route, pattern } of patterns) {
    const groups = route.method === method ? pattern.exec(path)?.groups : undefined;
    if (groups)
      return { route, id: decodeURIComponent(groups.id ?? ""), owner: decodeURIComponent(groups.owner ?? "") };
    if (route.method === method && pattern.test(path)) return { route, id: "", owner: "" };
  }
  return undefined;
}

export function routeNames(): string[] {
  return routes.map((route) => `${route.method} ${route.path}`);
}
