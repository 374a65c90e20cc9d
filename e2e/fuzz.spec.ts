import { demo } from "./demo";
import { expect, test } from "./fixtures";
import { fuzz } from "./fuzz/fuzz";

/** Doors that open to none of the callers, or only to whoever names the one thing that is just then in the right state. */
const closed = [
  // The scheduler's and Stripe's own.
  "GET /api/cron/sync",
  "POST /api/webhooks/stripe",
  // A payout that is still pending and was made by hand, or whose outcome is not known.
  "POST /api/payouts/{id}/cancel",
  "GET /api/payout-intents/{id}",
];

test("three thousand hostile requests break nothing and learn nothing", async () => {
  test.setTimeout(180_000);
  const { findings, unreached } = await fuzz(demo(), { requests: 3_000, seed: 20_261_122 });
  expect(findings.map(({ faults, recipe }) => `${JSON.stringify(faults)}\n${recipe}`)).toEqual([]);
  // Where nobody got in, nothing was learned either.
  expect(unreached.filter((name) => !closed.includes(name))).toEqual([]);
});
