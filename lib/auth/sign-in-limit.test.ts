import { eq, like } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { POST } from "@/app/api/auth/[...all]/route";
import { requestLimits } from "@/db/schema";
import { callJson, closeDoors, openDoors, sessionOf } from "../http/testing";
import { createWorld, type TestWorld } from "../testing";
import { signIn } from "./sign-in";
import { failuresMax, windowSeconds } from "./sign-in-limit";

let world: TestWorld;
let email: string;
beforeAll(async () => {
  world = await createWorld({ connect: false });
  openDoors(world);
  const organization = world.organization(0);
  await sessionOf(world, organization, "owner");
  email = `owner@${organization.slug}.example`;
});
beforeEach(() => openDoors(world, { RATE_LIMITS: "on", TRUSTED_PROXIES: "1" }));
afterEach(async () => {
  await world.owner.delete(requestLimits);
});
afterAll(async () => {
  closeDoors();
  await world.close();
});

const password = "a password for tests";

function post(path: string, body: unknown = {}, headers: Record<string, string> = {}) {
  return callJson(POST, { method: "POST", path: `/api/auth/${path}`, params: { all: path.split("/") }, body, headers });
}

/** As if so many attempts had been made within the window. */
async function used(key: string, points: number) {
  await world.owner.insert(requestLimits).values({ key, points, expire: Date.now() + windowSeconds * 1000 });
}

describe("how often a password may be guessed", () => {
  it("answers 429 after too many wrong passwords, even to the right one, until the window is over", async () => {
    for (let index = 0; index < failuresMax.email; index++) {
      expect((await post("sign-in/email", { email, password: "wrong" })).status).toBe(401);
    }
    const refused = await post("sign-in/email", { email, password });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    await world.owner.update(requestLimits).set({ expire: Date.now() - 1 });
    expect((await post("sign-in/email", { email, password })).status).toBe(200);
  });

  it("lets no more guesses through when they come all at once, by the form or the route", async () => {
    const headers = new Headers();
    const answers = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        if (index % 2 === 0) return (await post("sign-in/email", { email, password: "wrong" })).status;
        const result = await signIn(world.services, { email, password: "wrong", headers });
        return result.ok ? 200 : { unauthenticated: 401, rate_limited: 429 }[result.code];
      }),
    );
    expect(answers.filter((status) => status === 401)).toHaveLength(failuresMax.email);
    expect(answers.filter((status) => status === 429)).toHaveLength(20 - failuresMax.email);
  });

  it("counts no success, however many there are", async () => {
    const from = { "x-forwarded-for": "203.0.113.7" };
    for (let index = 0; index <= failuresMax.email; index++) {
      expect((await post("sign-in/email", { email, password }, from)).status).toBe(200);
    }
    const rows = await world.owner.select().from(requestLimits);
    expect(rows.map(({ points }) => points)).toEqual([0, 0]);
  });

  it("counts per address over all e-mails, by what our proxy saw and nothing that the caller wrote", async () => {
    await used("sign-in-address:203.0.113.9", failuresMax.address);
    const from = (forwarded: string) =>
      post("sign-in/email", { email: "a@example.com", password }, { "x-forwarded-for": forwarded });
    for (const made of ["203.0.113.9", "10.0.0.1, 203.0.113.9", "10.0.0.2, 203.0.113.9"]) {
      expect((await from(made)).status, made).toBe(429);
    }
    expect((await from("203.0.113.9, 203.0.113.10")).status).toBe(401);
    expect((await post("sign-in/email", { email: "a@example.com", password })).status).toBe(401);
    // Whose address is refused takes nothing from the e-mail they ask for.
    const [left] = await world.owner.select().from(requestLimits).where(like(requestLimits.key, "sign-in-email:%"));
    expect(left?.points).toBe(2);
  });

  it("knows no address where nobody vouches for one, and still counts per e-mail", async () => {
    openDoors(world, { RATE_LIMITS: "on" });
    await used("sign-in-address:203.0.113.9", failuresMax.address);
    const from = { "x-forwarded-for": "203.0.113.9" };
    const answers: number[] = [];
    for (let index = 0; index <= failuresMax.email; index++) {
      answers.push((await post("sign-in/email", { email: "b@example.com", password: "wrong" }, from)).status);
    }
    expect(answers).toEqual([...Array.from({ length: failuresMax.email }, () => 401), 429]);
  });

  it("takes nothing from an address that asks for an e-mail which is over", async () => {
    const from = { "x-forwarded-for": "203.0.113.12" };
    for (let index = 0; index < failuresMax.email; index++) {
      expect((await post("sign-in/email", { email, password: "wrong" }, from)).status).toBe(401);
    }
    for (let index = 0; index < 3; index++) {
      expect((await post("sign-in/email", { email, password }, from)).status).toBe(429);
    }
    const key = "sign-in-address:203.0.113.12";
    const [row] = await world.owner.select().from(requestLimits).where(eq(requestLimits.key, key));
    expect(row?.points).toBe(failuresMax.email);
  });

  it("counts nothing when limits are off", async () => {
    openDoors(world, { RATE_LIMITS: "off" });
    for (let index = 0; index <= failuresMax.email; index++) {
      expect((await post("sign-in/email", { email: "x@example.com", password: "wrong" })).status).toBe(401);
    }
    expect(await world.owner.select().from(requestLimits)).toEqual([]);
  });
});
