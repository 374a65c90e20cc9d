import { afterAll, describe, expect, it, vi } from "vitest";
import { createTestDatabase } from "@/db/testing";
import { setEnvForTest } from "./env";
import { getServices, requireSecondWall, SecondWallError, setServicesForTest } from "./services";

const source = {
  DATABASE_URL: "postgres://nobody@127.0.0.1:1/nothing",
  STRIPE_SECRET_KEY: "sk_test_services",
  STRIPE_API_BASE: "http://127.0.0.1:1",
  AUTH_SECRET: "a secret of a test that is long enough",
};
setEnvForTest(source);
afterAll(() => setEnvForTest(undefined));

describe("getServices", () => {
  it("opens once what it needs", () => {
    expect(getServices()).toBe(getServices());
  });

  it("shares the database with another copy of the file, and makes Stripe's calls with that copy's own classes", async () => {
    const first = getServices();
    vi.resetModules();
    const copy = await import("./services");
    const { StripeCallError } = await import("./stripe/errors");
    const { setEnvForTest: setCopy } = await import("./env");
    setCopy(source);
    const second = copy.getServices();
    const { toStripeAccountId } = await import("./core/ids");
    expect(second.db).toBe(first.db);
    await expect(second.stripeFor(toStripeAccountId("acct_1")).getBalance()).rejects.toBeInstanceOf(StripeCallError);
  });
});

describe("requireSecondWall", () => {
  it("lets the application's own user be, and names in one sentence what is wrong with the owner", async () => {
    const database = await createTestDatabase();
    const services = getServices();
    setServicesForTest({ ...services, db: database.db });
    await requireSecondWall();
    setServicesForTest({ ...services, db: database.owner });
    const refusal = requireSecondWall();
    await expect(refusal).rejects.toBeInstanceOf(SecondWallError);
    await expect(refusal).rejects.toThrow(/superuser.*DATABASE_URL.*npm run db:migrate\.$/s);
    setServicesForTest(undefined);
    await database.close();
  });
});
