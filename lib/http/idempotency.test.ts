import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { idempotencyKeys } from "@/db/schema";
import type { Context } from "../context";
import { AppError } from "../core/errors";
import { createWorld, type TestWorld } from "../testing";
import { route } from "./route";
import { callJson, closeDoors, keyOf, openDoors, sessionOf } from "./testing";
import { payInput } from "./testing-probes";

let world: TestWorld;
let key: Record<string, string>;
beforeAll(async () => {
  world = await createWorld({ connect: false });
  openDoors(world);
  key = await keyOf(world.organization(0));
});
afterEach(() => openDoors(world));
afterAll(async () => {
  closeDoors();
  await world.close();
});

describe("an idempotent write", () => {
  let calls: { amount: number; key: string }[] = [];
  let behaviour: (ctx: Context) => Promise<{ status: number }> = async () => ({ status: 201 });
  const once = route(
    payInput,
    async (ctx, { amount }, { idempotencyKey }) => {
      calls.push({ amount, key: idempotencyKey });
      return { ...(await behaviour(ctx)), amount, call: calls.length };
    },
    {
      idempotent: { name: "POST /api/once", permission: "payouts:write" },
      present: ({ status, amount, call: number }) => ({
        status,
        body: { z: number, amount, call: number },
        location: "/x",
      }),
    },
  );
  const write = (body: unknown, idempotencyKey?: string, headers = key) =>
    callJson(once, {
      method: "POST",
      path: "/api/once",
      body,
      headers: { ...headers, ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }) },
    });
  afterEach(() => {
    calls = [];
    behaviour = async () => ({ status: 201 });
  });

  it("gives its first answer again", async () => {
    const first = await write({ amount: 5, note: "x" }, "a-1");
    const again = await write({ note: "x", amount: 5 }, '"a-1"');
    expect(calls).toEqual([{ amount: 5, key: "a-1" }]);
    expect({ status: again.status, text: JSON.stringify(again.body), location: again.headers.get("location") }).toEqual(
      {
        status: 201,
        text: JSON.stringify(first.body),
        location: "/x",
      },
    );
    expect(first.headers.get("idempotency-replayed")).toBeNull();
    expect(again.headers.get("idempotency-replayed")).toBe("true");
  });

  it("refuses another body under the same key", async () => {
    await write({ amount: 5 }, "b-1");
    expect(await write({ amount: 6 }, "b-1")).toMatchObject({ status: 422, body: { code: "idempotency_key_reused" } });
    expect(calls).toHaveLength(1);
  });

  it("makes a key when none was sent, and tells it", async () => {
    const first = await write({ amount: 5 });
    const made = first.headers.get("idempotency-key") ?? "";
    expect(made).toMatch(/^[0-9a-f-]{36}$/);
    expect((await write({ amount: 5 }, made)).body).toEqual(first.body);
    await write({ amount: 5 });
    expect(calls).toHaveLength(2);
  });

  it("lets only one of many at once through", async () => {
    let finish: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      finish = resolve;
    });
    behaviour = async () => {
      await held;
      return { status: 201 };
    };
    const running = write({ amount: 5 }, "c-1");
    await vi.waitFor(() => expect(calls).toHaveLength(1));
    const others = await Promise.all(Array.from({ length: 5 }, () => write({ amount: 5 }, "c-1")));
    finish();
    expect((await running).status).toBe(201);
    for (const other of others) {
      expect(other).toMatchObject({ status: 409, body: { code: "idempotency_key_in_use" } });
      expect(other.headers.get("retry-after")).toBe("1");
    }
  });

  it.each([
    ["insufficient_balance", 422],
    ["payout_not_cancelable", 409],
    ["not_found", 404],
  ] as const)("gives a final refusal again: %s", async (code, status) => {
    const extra = { available: 98_000n, reason: "a\u0000\ud800" };
    behaviour = () => Promise.reject(new AppError(code, "No.", { extra }));
    const first = await write({ amount: 5 }, `d-${status}`);
    expect(first).toMatchObject({ status, body: { code, detail: "No.", available: 98_000, instance: "/api/once" } });
    expect(first.headers.get("idempotency-replayed")).toBeNull();
    expect(first.headers.get("idempotency-key")).toBe(`d-${status}`);
    behaviour = async () => ({ status: 201 });
    const again = await write({ amount: 5 }, `d-${status}`);
    expect({ status: again.status, body: again.body }).toEqual({ status, body: first.body });
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(again.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
    expect(again.headers.get("location")).toBeNull();
    expect(await write({ amount: 4 }, `d-${status}`)).toMatchObject({
      status: 422,
      body: { code: "idempotency_key_reused" },
    });
    expect(calls).toHaveLength(1);
  });

  it.each([
    ["idempotency_key_in_use", 409],
    ["conflict", 409],
    ["rate_limited", 429],
    ["stripe_error", 502],
    ["stripe_unavailable", 503],
  ] as const)("asks again after a refusal that is not final: %s", async (code, status) => {
    behaviour = () => Promise.reject(new AppError(code, "Not now.", { retryAfterSeconds: 1 }));
    expect((await write({ amount: 5 }, `i-${code}`)).status).toBe(status);
    expect(await write({ amount: 4 }, `i-${code}`)).toMatchObject({
      status: 422,
      body: { code: "idempotency_key_reused" },
    });
    behaviour = async () => ({ status: 201 });
    const again = await write({ amount: 5 }, `i-${code}`);
    expect([again.status, again.headers.get("idempotency-replayed")]).toEqual([201, null]);
  });

  it.each([
    "invalid_request",
    "unauthenticated",
    "forbidden",
    "insufficient_scope",
    "payload_too_large",
    "unsupported_media_type",
    "idempotency_key_reused",
  ] as const)("keeps nothing of a request that was not let in or not read: %s", async (code) => {
    const before = await world.owner.$count(idempotencyKeys);
    behaviour = () => Promise.reject(new AppError(code, "Not so."));
    expect((await write({ amount: 5 }, `j-${code}`)).body.code).toBe(code);
    expect(await world.owner.$count(idempotencyKeys)).toBe(before);
    behaviour = async () => ({ status: 201 });
    expect((await write({ amount: 4 }, `j-${code}`)).status).toBe(201);
  });

  it("reads the input before it takes the key", async () => {
    const before = await world.owner.$count(idempotencyKeys);
    expect((await write({ amount: 0 }, "k-1")).status).toBe(400);
    expect(await world.owner.$count(idempotencyKeys)).toBe(before);
    expect((await write({ amount: 5 }, "k-1")).status).toBe(201);
  });

  it("answers a refusal that cannot be written as a bug, and leaves the key to the same body", async () => {
    behaviour = () => Promise.reject(new AppError("insufficient_balance", "No.", { extra: { available: 2n ** 60n } }));
    expect(await write({ amount: 5 }, "l-1")).toMatchObject({ status: 500, body: { code: "internal" } });
    behaviour = async () => ({ status: 201 });
    expect((await write({ amount: 5 }, "l-1")).status).toBe(201);
  });

  it("keeps the answer that came first when its process was thought dead", async () => {
    let refuse: (error: Error) => void = () => undefined;
    behaviour = () =>
      new Promise((_resolve, reject) => {
        refuse = reject;
      });
    const slow = write({ amount: 5 }, "m-1");
    await vi.waitFor(() => expect(calls).toHaveLength(1));
    await world.advance(121);
    behaviour = async () => ({ status: 201 });
    expect((await write({ amount: 5 }, "m-1")).status).toBe(201);
    refuse(new AppError("payout_not_cancelable", "Too late."));
    expect((await slow).status).toBe(409);
    expect((await write({ amount: 5 }, "m-1")).status).toBe(201);
  });

  it("leaves the key to the same body after a bug and after an answer that is not final", async () => {
    behaviour = () => Promise.reject(new Error("A bug."));
    expect((await write({ amount: 5 }, "e-1")).status).toBe(500);
    expect((await write({ amount: 6 }, "e-1")).status).toBe(422);
    behaviour = async () => ({ status: 202 });
    expect((await write({ amount: 5 }, "e-1")).status).toBe(202);
    behaviour = async () => ({ status: 201 });
    const last = await write({ amount: 5 }, "e-1");
    expect([last.status, last.headers.get("idempotency-replayed")]).toEqual([201, null]);
    expect(calls).toHaveLength(3);
  });

  it("takes over from a process that died, and forgets after a week", async () => {
    behaviour = () => new Promise(() => undefined);
    void write({ amount: 5 }, "f-1");
    await vi.waitFor(() => expect(calls).toHaveLength(1));
    behaviour = async () => ({ status: 201 });
    expect((await write({ amount: 5 }, "f-1")).status).toBe(409);
    await world.advance(121);
    expect((await write({ amount: 5 }, "f-1")).status).toBe(201);
    await world.advance(8 * 86_400);
    expect((await write({ amount: 7 }, "f-1")).status).toBe(201);
  });

  it("is another write for another organization", async () => {
    await write({ amount: 5 }, "g-1");
    const other = await write({ amount: 6 }, "g-1", { ...(await keyOf(world.organization(1))) });
    expect(other.status).toBe(201);
  });

  it("shows a kept answer to nobody who could not have asked for it", async () => {
    await write({ amount: 5 }, "h-1");
    const reader = await keyOf(world.organization(0), ["balance:read"]);
    expect(await write({ amount: 5 }, "h-1", reader)).toMatchObject({
      status: 403,
      body: { code: "insufficient_scope" },
    });
    const viewer = await sessionOf(world, world.organization(0), "viewer");
    expect(
      await callJson(once, {
        method: "POST",
        path: "/api/once",
        body: { amount: 5 },
        headers: { ...viewer, "idempotency-key": "h-1" },
      }),
    ).toMatchObject({ status: 403, body: { code: "forbidden" } });
  });

  it.each(["", "x".repeat(256), "a b", "é", '"', '""', '"a', "a\tb"])(
    "answers 400 to the key %j and keeps nothing",
    async (bad) => {
      const before = await world.owner.$count(idempotencyKeys);
      expect(await write({ amount: 5 }, bad)).toMatchObject({ status: 400, body: { code: "invalid_request" } });
      expect(await world.owner.$count(idempotencyKeys)).toBe(before);
      expect(calls).toEqual([]);
    },
  );
});
