import { globSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { payoutIntents, payouts, syncRuns } from "@/db/schema";
import { type Permission, type Role, roles, type Scope, scopes } from "@/lib/core/access";
import type { Endpoint, HttpMethod } from "@/lib/http/endpoint";
import { operations } from "@/lib/http/openapi/operations";
import { callJson, closeDoors, keyOf, openDoors, sessionOf } from "@/lib/http/testing";
import { createPayout } from "@/lib/payouts/create-payout";
import { syncAccount } from "@/lib/sync/sync-account";
import { createWorld, type TestWorld } from "@/lib/testing";

const later = vi.hoisted(() => ({ work: [] as unknown[] }));
vi.mock("next/server", () => ({
  after: (work: unknown) => later.work.push(typeof work === "function" ? work() : work),
}));

type Guarded = { needs: Permission & Scope; id?: "payout" | "intent" | "run"; body?: unknown };
/** What guards a method of a route that no permission guards. */
type Otherwise = "public" | "cron secret" | "signature" | "nothing there" | "sign-in";

// Every route file, with every method it has. A file or a method that is not listed here fails the test.
const matrix: Record<string, Partial<Record<HttpMethod, Guarded>> | Otherwise> = {
  "balance/route.ts": { GET: { needs: "balance:read" } },
  "balance/transactions/route.ts": { GET: { needs: "transactions:read" } },
  "balance/transactions/sync/route.ts": { POST: { needs: "transactions:sync", body: {} } },
  "sync/runs/route.ts": { GET: { needs: "transactions:read" } },
  "sync/runs/[id]/route.ts": { GET: { needs: "transactions:read", id: "run" } },
  "payouts/route.ts": { GET: { needs: "payouts:read" }, POST: { needs: "payouts:write", body: { amount: 100 } } },
  "payouts/preview/route.ts": { POST: { needs: "payouts:write", body: { amount: 100 } } },
  "payouts/[id]/route.ts": { GET: { needs: "payouts:read", id: "payout" } },
  "payouts/[id]/cancel/route.ts": { POST: { needs: "payouts:write", id: "payout" } },
  "payout-intents/[id]/route.ts": { GET: { needs: "payouts:read", id: "intent" } },
  "reports/revenue/route.ts": { GET: { needs: "reports:read" } },
  "reports/fees/route.ts": { GET: { needs: "reports:read" } },
  "reports/customers/route.ts": { GET: { needs: "reports:read" } },
  "health/route.ts": "public",
  "openapi.json/route.ts": "public",
  "cron/sync/route.ts": "cron secret",
  "webhooks/stripe/route.ts": "signature",
  "auth/[...all]/route.ts": "sign-in",
  "[[...path]]/route.ts": "nothing there",
};

const allMethods: readonly HttpMethod[] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];
const granted: Record<Role, (permission: Permission) => boolean> = {
  viewer: (permission) => permission.endsWith(":read"),
  finance: () => true,
  admin: () => true,
  owner: () => true,
};

const folder = fileURLToPath(new URL(".", import.meta.url));
const files = globSync("**/route.ts", { cwd: folder }).toSorted();
const routes = new Map<string, Record<string, Endpoint>>();

let world: TestWorld;
let ids: Record<"payout" | "intent" | "run", string>;
let sessions: Record<Role, Record<string, string>>;
let foreignSession: Record<string, string>;

beforeAll(async () => {
  for (const file of files) routes.set(file, await import(/* @vite-ignore */ `${folder}${file}`));
  world = await createWorld();
  openDoors(world);
  const [mine, other] = [world.organization(0), world.organization(1)];
  await syncAccount(mine.asSystem(), { trigger: "cron" });
  const made = await createPayout(mine.as("owner"), payoutOf(500n), { clientKey: "matrix" });
  const [intent] = await world.owner.select().from(payoutIntents);
  const [run] = await world.owner.select().from(syncRuns);
  if (made.kind !== "created" || !intent || !run) throw new Error("The world of the matrix is not complete.");
  ids = { payout: made.payout.id, intent: intent.id, run: run.id };
  const signedIn = [];
  for (const role of roles) signedIn.push([role, await sessionOf(world, mine, role)]);
  sessions = z.record(z.enum(roles), z.record(z.string(), z.string())).parse(Object.fromEntries(signedIn));
  foreignSession = { ...(await sessionOf(world, other, "owner")), "x-organization": mine.slug };
});
afterAll(async () => {
  await Promise.all(later.work);
  closeDoors();
  await world.close();
});

function payoutOf(amount: bigint) {
  return { amount, method: "standard" as const, metadata: {} };
}

function ask(file: string, method: HttpMethod, headers: Record<string, string>, { id, body }: Partial<Guarded> = {}) {
  const handler = routes.get(file)?.[method];
  if (!handler) throw new Error(`${file} does not export ${method}.`);
  const params = id ? { id: ids[id] } : undefined;
  return callJson(handler, { method, path: `/api/${file.replace("/route.ts", "")}`, params, headers, body });
}

/** Refused by nobody: what is then wrong with the request, such as a payout that was canceled before, is no matter. */
const isLetIn = (status: number) => ![401, 403, 404, 405].includes(status) && status < 500;

/** Everything that a write could have changed. */
async function written(): Promise<number[]> {
  const db = world.owner;
  return Promise.all([payouts, payoutIntents, syncRuns].map((table) => db.$count(table)));
}

const guarded = Object.entries(matrix).flatMap(([file, entry]) =>
  allMethods.flatMap((method) => {
    const rule = typeof entry === "string" ? undefined : entry[method];
    return rule ? [{ file, method, rule }] : [];
  }),
);

describe("the matrix", () => {
  it("has every route file, and no other", () => {
    expect(Object.keys(matrix).toSorted()).toEqual(files);
  });

  it("asks for what the document of the API says", () => {
    const described = operations.filter(({ access }) => access.includes(":"));
    const wanted = described.map(({ method, path, access }) => `${method} ${path} ${access}`);
    const pathOf = (file: string) => `/api/${file.replace("/route.ts", "").replace("[id]", "{id}")}`;
    const asked = guarded.map(({ file, method, rule }) => `${method} ${pathOf(file)} ${rule.needs}`);
    expect(asked.toSorted()).toEqual(wanted.toSorted());
  });

  it("is met by files that answer every method", () => {
    for (const file of files) {
      const exported = Object.keys(routes.get(file) ?? {}).filter((name) => name === name.toUpperCase());
      expect(exported.toSorted(), file).toEqual(allMethods.toSorted());
    }
  });
});

describe.each(guarded)("$method /api/$file", ({ file, method, rule }) => {
  it("knows nobody without a session or a key", async () => {
    const before = await written();
    expect(await ask(file, method, {}, rule)).toMatchObject({ status: 401, body: { code: "unauthenticated" } });
    expect(await written()).toEqual(before);
  });

  it.each(roles)("decides by the role: %s", async (role) => {
    const before = await written();
    const { status, body } = await ask(file, method, sessions[role], rule);
    if (granted[role](rule.needs)) return expect(isLetIn(status), JSON.stringify(body)).toBe(true);
    expect({ status, code: body.code }).toEqual({ status: 403, code: "forbidden" });
    expect(await written()).toEqual(before);
  });

  it("decides by the scope of a key", async () => {
    const own = world.organization(0);
    const others = scopes.filter((scope) => scope !== rule.needs);
    const before = await written();
    const refused = await ask(file, method, await keyOf(own, others), rule);
    expect(refused).toMatchObject({ status: 403, body: { code: "insufficient_scope" } });
    expect(await written()).toEqual(before);
    const taken = await ask(file, method, await keyOf(own, [rule.needs]), rule);
    expect(isLetIn(taken.status), JSON.stringify(taken.body)).toBe(true);
  });

  it("is not found by the owner of another organization, and changes nothing for them", async () => {
    const before = await written();
    expect(await ask(file, method, foreignSession, rule)).toMatchObject({ status: 404, body: { code: "not_found" } });
    expect(await written()).toEqual(before);
  });

  it("shows a key of another organization nothing of ours", async () => {
    const foreign = await keyOf(world.organization(1));
    if (method === "POST" && !rule.id) {
      // It acts in its own organization; naming our account is as good as naming none that exists.
      const accountId = world.organization(0).accounts[0]?.stripeAccountId;
      const before = await written();
      const body = { ...z.record(z.string(), z.unknown()).parse(rule.body), accountId };
      expect((await ask(file, method, foreign, { ...rule, body })).status).toBe(404);
      return expect(await written()).toEqual(before);
    }
    const { status, body } = await ask(file, method, foreign, rule);
    if (rule.id) return expect({ status, code: body.code }).toEqual({ status: 404, code: "not_found" });
    expect(status).toBe(200);
    for (const account of world.organization(0).accounts) {
      expect(JSON.stringify(body)).not.toContain(account.stripeAccountId);
    }
  });

  it("answers HEAD to the same people as GET, and tells nothing in it", async () => {
    if (method !== "GET") return;
    for (const headers of [{}, sessions.viewer, foreignSession, await keyOf(world.organization(1))]) {
      const asked = { ...headers };
      const [got, head] = [await ask(file, "GET", asked, rule), await ask(file, "HEAD", asked, rule)];
      expect({ status: head.status, body: head.body }).toEqual({ status: got.status, body: {} });
    }
  });

  it("takes a write with a session only from our own pages", async () => {
    if (method === "GET") return;
    const before = await written();
    const foreignOrigin = { ...sessions.owner, origin: "https://evil.example" };
    expect(await ask(file, method, foreignOrigin, rule)).toMatchObject({ status: 403, body: { code: "csrf_failed" } });
    expect(await written()).toEqual(before);
  });
});

describe("every other method", () => {
  const others = Object.entries(matrix).flatMap(([file, entry]) => {
    if (entry === "nothing there" || entry === "sign-in") return [];
    const own = typeof entry === "string" ? [entry === "signature" ? "POST" : "GET"] : Object.keys(entry);
    const offered = own.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method]));
    return [{ file, offered, refused: allMethods.filter((method) => !offered.includes(method)) }];
  });

  it.each(others)("of $file is refused, with what there is", async ({ file, offered, refused }) => {
    for (const method of refused) {
      const { status, headers, body } = await ask(file, method, sessions.owner);
      expect([method, status, body.code]).toEqual([method, 405, "method_not_allowed"]);
      expect(headers.get("allow")).toBe(offered.join(", "));
    }
  });
});

describe("routes that no permission guards", () => {
  const fileOf = (kind: Otherwise) => Object.keys(matrix).filter((file) => matrix[file] === kind);

  it("tell anybody whether the product works and how to use it, and nothing else", async () => {
    expect(fileOf("public")).toEqual(["health/route.ts", "openapi.json/route.ts"]);
    for (const file of fileOf("public")) expect((await ask(file, "GET", {})).status).toBe(200);
  });

  it("take no session and no key in place of their secret", async () => {
    const before = await written();
    for (const headers of [sessions.owner, await keyOf(world.organization(0))]) {
      for (const file of fileOf("cron secret")) {
        for (const method of ["GET", "HEAD"] as const) expect((await ask(file, method, headers)).status).toBe(401);
      }
      for (const file of fileOf("signature")) expect((await ask(file, "POST", headers, { body: {} })).status).toBe(400);
    }
    expect(await written()).toEqual(before);
  });

  it("are 404 for every path that does not exist, whoever asks", async () => {
    for (const [file] of Object.entries(matrix).filter(
      ([, entry]) => entry === "nothing there" || entry === "sign-in",
    )) {
      for (const method of allMethods) {
        for (const headers of [{}, sessions.owner]) {
          const { status, body, headers: answered } = await ask(file, method, { ...headers });
          expect([file, method, status, body.code]).toEqual([file, method, 404, "not_found"]);
          expect(answered.get("content-type")).toContain("application/problem+json");
        }
      }
    }
  });
});
