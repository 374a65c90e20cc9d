import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiKeys, auditLog } from "@/db/schema";
import { createWorld, type TestWorld } from "../testing";
import { hashApiKey } from "./api-key-format";
import { createApiKey } from "./create-api-key";
import { listApiKeys } from "./list-api-keys";
import { revokeApiKey } from "./revoke-api-key";

let world: TestWorld;
beforeAll(async () => {
  world = await createWorld({ connect: false });
});
afterAll(() => world.close());

const input = { name: "Bookkeeping", scopes: ["balance:read" as const, "payouts:read" as const] };
const auditsOf = (subject: string) => world.owner.select().from(auditLog).where(eq(auditLog.subject, subject));

describe("createApiKey", () => {
  it("keeps a hash and gives the key itself away once", async () => {
    const { key, secret } = await createApiKey(world.organization(0).as("admin"), input);
    expect(key).toMatchObject({ ...input, livemode: false, createdBy: "Admin", revokedAt: null, lastUsedAt: null });
    const [row] = await world.owner.select().from(apiKeys).where(eq(apiKeys.id, key.id));
    expect(row?.hash).toBe(hashApiKey(secret));
    expect(JSON.stringify(row)).not.toContain(secret);
    expect(JSON.stringify(key)).not.toContain(row?.hash);
  });

  it("leaves a trace of who made it, without the key", async () => {
    const { key, secret } = await createApiKey(world.organization(0).as("owner"), input);
    const [audit] = await auditsOf(key.id);
    expect(audit).toMatchObject({ action: "api_key.create", actorName: "Owner" });
    expect(JSON.stringify(audit?.detail)).not.toContain(secret);
  });

  it("is refused below admin, and to every key", async () => {
    for (const role of ["finance", "viewer"] as const) {
      await expect(createApiKey(world.organization(0).as(role), input)).rejects.toMatchObject({ code: "forbidden" });
    }
    const asKey = createApiKey(world.organization(0).asKey(), input);
    await expect(asKey).rejects.toMatchObject({ code: "insufficient_scope" });
  });
});

describe("listApiKeys", () => {
  it("lists an organization's own keys, newest first", async () => {
    await world.advance(60);
    const mine = await createApiKey(world.organization(1).as("admin"), input);
    await world.advance(60);
    const newer = await createApiKey(world.organization(1).as("admin"), { ...input, name: "Newer" });
    const listed = await listApiKeys(world.organization(1).as("admin"));
    expect(listed.map((key) => key.id)).toEqual([newer.key.id, mine.key.id]);
    await expect(listApiKeys(world.organization(1).as("finance"))).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("revokeApiKey", () => {
  it("keeps the first time when it is said twice, and one trace", async () => {
    const ctx = world.organization(0).as("admin");
    const { key } = await createApiKey(ctx, input);
    const first = await revokeApiKey(ctx, { id: key.id });
    expect(first.revokedAt).toEqual(world.services.now());
    await world.advance(60);
    expect(await revokeApiKey(ctx, { id: key.id })).toEqual(first);
    const actions = (await auditsOf(key.id)).map((row) => row.action);
    expect(actions.toSorted()).toEqual(["api_key.create", "api_key.revoke"]);
  });

  it("finds no key of another organization, and leaves it alone", async () => {
    const { key } = await createApiKey(world.organization(0).as("admin"), input);
    const foreign = revokeApiKey(world.organization(1).as("owner"), { id: key.id });
    await expect(foreign).rejects.toMatchObject({ code: "not_found" });
    const [row] = await world.owner.select().from(apiKeys).where(eq(apiKeys.id, key.id));
    expect(row?.revokedAt).toBeNull();
  });

  it("is refused below admin", async () => {
    const { key } = await createApiKey(world.organization(0).as("admin"), input);
    const refused = revokeApiKey(world.organization(0).as("finance"), { id: key.id });
    await expect(refused).rejects.toMatchObject({ code: "forbidden" });
  });
});
