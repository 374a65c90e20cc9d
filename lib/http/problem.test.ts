import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { AppError } from "../core/errors";
import { createWorld, type TestWorld } from "../testing";
import { route } from "./route";
import { callJson, closeDoors, keyOf, openDoors } from "./testing";
import { echo, echoInput } from "./testing-probes";

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

describe("what breaks", () => {
  const failing = (error: unknown) =>
    callJson(
      route(echoInput, () => Promise.reject(error), { present: () => ({ body: null }) }),
      {
        path: "/api/echo",
        headers: key,
      },
    );

  it("is told as a bug without a word of it, and logged with its id", async () => {
    const { status, body } = await failing(new Error("password=hunter2 sk_test_abcdefgh"));
    expect({ status, code: body.code }).toEqual({ status: 500, code: "internal" });
    expect(JSON.stringify(body)).not.toMatch(/hunter2|sk_test/);
    const line = world.logLines.find((text) => text.includes(String(body.requestId)));
    expect(line).toContain("password=hunter2");
    expect(line).not.toContain("sk_test_abcdefgh");
  });

  it("is told as a database that is away when that is so", async () => {
    const cause = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
    const { status, headers, body } = await failing(new Error("Failed query", { cause }));
    expect({ status, code: body.code, after: headers.get("retry-after") }).toEqual({
      status: 503,
      code: "database_unavailable",
      after: "5",
    });
  });

  it("keeps what a refusal adds, exact amounts included", async () => {
    const error = new AppError("insufficient_balance", "Not enough.", {
      extra: { available: 98_000n, currency: "usd" },
      stripe: { code: "balance_insufficient", requestId: "req_1" },
    });
    expect(await failing(error)).toMatchObject({
      status: 422,
      body: { available: 98_000, currency: "usd", stripe: { code: "balance_insufficient", requestId: "req_1" } },
    });
  });

  it("lets nothing that a refusal adds take the place of a standard member", async () => {
    const extra = { status: "canceled", code: "other", detail: "other", title: "other" };
    expect((await failing(new AppError("payout_not_cancelable", "Too late.", { extra }))).body).toMatchObject({
      status: 409,
      code: "payout_not_cancelable",
      detail: "Too late.",
      title: "This payout can no longer be canceled",
    });
  });

  it("includes an amount that JSON cannot hold: it is refused, never rounded", async () => {
    const huge = route(echoInput, async () => 2n ** 60n, { present: (amount) => ({ body: { amount } }) });
    expect(await callJson(huge, { path: "/api/echo", headers: key })).toMatchObject({ status: 500 });
  });

  it("is told even when the environment is not complete", async () => {
    const write = vi.spyOn(console, "error").mockReturnValue(undefined);
    closeDoors();
    const answer = await callJson(echo, { path: "/api/echo", headers: key });
    write.mockRestore();
    expect(answer).toMatchObject({ status: 500, body: { code: "internal" } });
  });
});
