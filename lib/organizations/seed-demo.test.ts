import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectedAccounts, members, organizations, users } from "@/db/schema";
import { listAccounts } from "../accounts/list-accounts";
import { findApiKeyActor } from "../auth/find-api-key-actor";
import { signIn } from "../auth/sign-in";
import { contextForSystem } from "../context";
import { scopes } from "../core/access";
import { closeDoors, openDoors } from "../http/testing";
import { createWorld, type TestWorld } from "../testing";
import { seedDemo } from "./seed-demo";

let world: TestWorld;
beforeAll(async () => {
  world = await createWorld({ connect: false });
  openDoors(world);
});
afterAll(async () => {
  closeDoors();
  await world.close();
});

function seedOf() {
  const [first, second] = world.emulator.world.organizations;
  const accountsOf = (list: readonly { id: string }[] = []) => list.map(({ id }) => ({ id }));
  const person = (email: string, role: string) => ({ email, role, name: "Demo", password: "a demo password" });
  return {
    organizations: [
      {
        name: "Demo One",
        slug: "demo-one",
        accounts: accountsOf(first?.accounts).toReversed(),
        people: [person("owner@one.example", "owner"), person("viewer@one.example", "viewer")],
      },
      {
        name: "Demo Two",
        slug: "demo-two",
        accounts: accountsOf(second?.accounts),
        people: [person("owner@two.example", "owner")],
      },
    ],
  };
}

describe("seedDemo", () => {
  it("makes people who can sign in, keys that work, and the first account the default one", async () => {
    const seeded = await seedDemo(world.operator, seedOf());
    const [one, two] = seeded.organizations;
    if (!one || !two) throw new Error("Two organizations were asked for.");
    expect(one).toMatchObject({ slug: "demo-one", email: "owner@one.example", password: "a demo password" });
    const holder = await findApiKeyActor(world.services, `Bearer ${one.apiKey}`);
    expect(holder).toMatchObject({ slug: "demo-one", actor: { scopes: [...scopes] } });
    const headers = new Headers();
    expect(await signIn(world.services, { email: two.email, password: two.password, headers })).toMatchObject({
      ok: true,
    });
    const listed = await listAccounts(contextForSystem(world.services, one.id, "operator"));
    expect(listed.find((account) => account.isDefault)?.stripeAccountId).toBe(one.accountIds[0]);
    expect(listed).toHaveLength(one.accountIds.length);
  });

  it("makes nothing twice, and ends the keys of the run before", async () => {
    const counts = async () => {
      const db = world.owner;
      const tables = [organizations, users, members, connectedAccounts];
      return Promise.all(tables.map((table) => db.$count(table)));
    };
    const first = await seedDemo(world.operator, seedOf());
    const before = await counts();
    const second = await seedDemo(world.operator, seedOf());
    expect(await counts()).toEqual(before);
    const find = (key = "") => findApiKeyActor(world.services, `Bearer ${key}`);
    expect(await find(first.organizations[0]?.apiKey)).toBeNull();
    expect(await find(second.organizations[0]?.apiKey)).not.toBeNull();
  });

  it("refuses a description that is none", async () => {
    const wrong = { organizations: [{ name: "X", slug: "api", accounts: [], people: [] }] };
    await expect(seedDemo(world.operator, wrong)).rejects.toThrow(/slug/);
  });
});
