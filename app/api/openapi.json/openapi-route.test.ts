import { globSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Endpoint, HttpMethod } from "@/lib/http/endpoint";
import { operations } from "@/lib/http/openapi/operations";
import { unpublishedPaths } from "@/lib/http/openapi/service-operations";
import { call, callJson, closeDoors, openDoors } from "@/lib/http/testing";
import { testDocument } from "@/lib/http/testing-document";
import { createWorld, type TestWorld } from "@/lib/testing";
import { GET, HEAD } from "./route";

vi.mock("next/server", () => ({ after: () => undefined }));

const folder = fileURLToPath(new URL("..", import.meta.url));
const files = globSync("**/route.ts", { cwd: folder });
const methods: readonly HttpMethod[] = ["GET", "POST", "PUT", "PATCH", "DELETE"];
/** `payouts/[id]/route.ts` as `/api/payouts/{id}`, and one that takes any path by its name. */
const pathOf = (file: string) =>
  `/api/${file.replace(/\/?route\.ts$/, "")}`.replaceAll(/\[{1,2}(?:\.\.\.)?(\w+)\]{1,2}/g, "{$1}");

let world: TestWorld;
/** What the route files offer: their own handlers, which are those that do not refuse the method. */
const offered = new Map<string, Endpoint>();

beforeAll(async () => {
  world = await createWorld({ connect: false });
  openDoors(world);
  for (const file of files) {
    if (unpublishedPaths.some((path) => path === pathOf(file))) continue;
    const exported: Record<string, Endpoint> = await import(/* @vite-ignore */ `${folder}${file}`);
    for (const method of methods) {
      const handler = exported[method];
      if (!handler) throw new Error(`${file} does not export ${method}.`);
      const { status } = await call(handler, { method, path: pathOf(file) });
      if (status !== 405) offered.set(`${method} ${pathOf(file)}`, handler);
    }
  }
});
afterAll(async () => {
  closeDoors();
  await world.close();
});

describe("the routes and their document", () => {
  it("have the same addresses and methods", () => {
    const described = operations.map(({ method, path }) => `${method} ${path}`);
    expect([...offered.keys()].toSorted()).toEqual(described.toSorted());
    const unpublished = files.map(pathOf).filter((path) => !operations.some((one) => one.path === path));
    expect(unpublished.toSorted()).toEqual([...unpublishedPaths].toSorted());
  });

  it("agree on what is taken, how often, and what a repetition gets", () => {
    for (const { method, path, access, input, limit, isIdempotent = false, isRevalidated = false } of operations) {
      if (!access.includes(":")) continue;
      const facts = offered.get(`${method} ${path}`)?.facts;
      expect(facts?.input === input, `${method} ${path}`).toBe(true);
      expect(facts, `${method} ${path}`).toMatchObject({ limit, isIdempotent, isRevalidated });
    }
  });
});

describe("GET /api/openapi.json", () => {
  it("gives the document to anybody, under the address of the installation", async () => {
    const { status, headers, body } = await callJson(GET, { path: "/api/openapi.json" });
    expect(status).toBe(200);
    expect(body).toEqual(JSON.parse(JSON.stringify(testDocument)));
    expect(headers.get("cache-control")).toBe("private, max-age=0, must-revalidate");
  });

  it("is 304 to whoever has it", async () => {
    const etag = (await call(GET, { path: "/api/openapi.json" })).headers.get("etag") ?? "";
    for (const known of [etag, etag.replace("W/", ""), `"other", ${etag}`, "*"]) {
      const again = await call(GET, { path: "/api/openapi.json", headers: { "if-none-match": known } });
      expect([again.status, again.headers.get("etag")]).toEqual([304, etag]);
      expect(await again.text()).toBe("");
    }
    const head = await call(HEAD, { method: "HEAD", path: "/api/openapi.json", headers: { "if-none-match": '"x"' } });
    expect([head.status, head.headers.get("etag")]).toEqual([200, etag]);
  });

  it("takes no parameters", async () => {
    const refused = await callJson(GET, { path: "/api/openapi.json?v=2" });
    expect(refused).toMatchObject({ status: 400, body: { code: "unknown_parameter" } });
  });
});
