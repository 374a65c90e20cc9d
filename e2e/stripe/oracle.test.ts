import { expect, it } from "vitest";
import { createTinyWorld } from "./test-client";

it("tells the tiny world's history a second time", () => {
  const { emulator, manual } = createTinyWorld();
  const { charges, refunds, fees } = emulator.oracle();
  const mine = charges.filter(({ account }) => account === manual.stripeAccount);
  expect(mine).toHaveLength(22);
  expect(mine[0]).toMatchObject({ amount: 10_000, captured: 10_000, currency: "usd", succeeded: true, customer: null });
  expect(mine[0]?.email).toMatch(/^customer-\d@example\.com$/);
  expect(refunds).toMatchObject([{ amount: 5_000, currency: "usd", status: "succeeded", charge: mine[0]?.id }]);
  const sums = new Map<string, number>();
  for (const { account, type, amount } of fees) {
    if (account === manual.stripeAccount) sums.set(type, (sums.get(type) ?? 0) + amount);
  }
  expect([...sums]).toEqual([
    ["stripe_fee", 22 * 320],
    ["application_fee", 22 * 1_000 - 500],
  ]);
});

it("goes on with scenarios, and changes no copy that was given out", async () => {
  const { emulator, manual } = createTinyWorld();
  const before = emulator.oracle();
  const { id } = emulator.runScenario("charge_async_fail", manual.stripeAccount);
  const find = () => emulator.oracle().charges.find((charge) => charge.id === id);
  expect(find()).toMatchObject({ succeeded: false, captured: 10_000 });
  await emulator.advance(8 * 86_400);
  expect(find()).toMatchObject({ succeeded: false, captured: 0 });
  expect(before.charges.some((charge) => charge.id === id)).toBe(false);
  const { id: dispute } = emulator.runScenario("dispute_open", manual.stripeAccount);
  emulator.runScenario("dispute_lose", manual.stripeAccount);
  expect(emulator.oracle().disputes).toMatchObject([{ id: dispute, status: "lost", amount: 10_000 }]);
});
