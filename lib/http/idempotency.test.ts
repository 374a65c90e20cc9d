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

  it("keeps no refusal: the mended request may use the key", async () => {
    behaviour = () => Promise.reject(new AppError("insufficient_balance", "Not enough."));
    expect((await write({ amount: 5 }, "d-1")).status).toBe(422);
    behaviour = async () => ({ status: 201 });
    expect((await write({ amount: 4 }, "d-1")).status).toBe(201);
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
      const before = await world.services.db.$count(idempotencyKeys);
      expect(await write({ amount: 5 }, bad)).toMatchObject({ status: 400, body: { code: "invalid_request" } });
      expect(await world.services.db.$count(idempotencyKeys)).toBe(before);
      expect(calls).toEqual([]);
    },
  );
});
