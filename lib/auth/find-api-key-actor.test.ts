import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiKeys } from "@/db/schema";
import { newApiKey } from "../keys/api-key-format";
import { createApiKey } from "../keys/create-api-key";
import { revokeApiKey } from "../keys/revoke-api-key";
import { createWorld, type TestWorld } from "../testing";
import { findApiKeyActor } from "./find-api-key-actor";

let world: TestWorld;
beforeAll(async () => {
  world = await createWorld({ connect: false });
});
afterAll(() => world.close());

function newKey(expiresInDays?: number) {
  const ctx = world.organization(0).as("admin");
  return createApiKey(ctx, { name: "Bookkeeping", scopes: ["balance:read"], expiresInDays });
}

async function lastUse(id: string) {
  const [row] = await world.owner.select().from(apiKeys).where(eq(apiKeys.id, id));
  return row?.lastUsedAt ?? null;
}

describe("findApiKeyActor", () => {
  it("finds the organization and the scopes of a key", async () => {
    const { key, secret } = await newKey();
    expect(await findApiKeyActor(world.services, `Bearer ${secret}`)).toEqual({
      organizationId: world.organization(0).organizationId,
      slug: world.organization(0).slug,
      timezone: "UTC",
      actor: { kind: "apiKey", keyId: key.id, name: "Bookkeeping", scopes: ["balance:read"] },
    });
    expect(await findApiKeyActor(world.services, `bearer  ${secret}`)).not.toBeNull();
  });

  it("finds nobody for what is not a key of ours", async () => {
    const { secret } = await newKey();
    const unknown = newApiKey({ livemode: false }).secret;
    const [row] = await world.owner.select().from(apiKeys).limit(1);
    const given = ["", "Bearer", "Bearer ", secret, `Basic ${secret}`, `Bearer ${secret} x`, `Bearer ${unknown}`];
    for (const text of [...given, `Bearer ${row?.hash}`, `Bearer ${secret.slice(0, -1)}`, "Bearer undefined"]) {
      expect(await findApiKeyActor(world.services, text), text).toBeNull();
    }
  });

  it("finds nobody for a key of the other mode", async () => {
    const { secret } = await newKey();
    expect(await findApiKeyActor({ ...world.services, livemode: true }, `Bearer ${secret}`)).toBeNull();
  });

  it("finds nobody from the moment a key is revoked", async () => {
    const { key, secret } = await newKey();
    await revokeApiKey(world.organization(0).as("admin"), { id: key.id });
    expect(await findApiKeyActor(world.services, `Bearer ${secret}`)).toBeNull();
  });

  it("finds nobody from the moment a key expires", async () => {
    const { secret } = await newKey(1);
    expect(await findApiKeyActor(world.services, `Bearer ${secret}`)).not.toBeNull();
    await world.advance(86_400);
    expect(await findApiKeyActor(world.services, `Bearer ${secret}`)).toBeNull();
  });

  it("notes the last use, at most once a minute", async () => {
    const { key, secret } = await newKey();
    expect(await lastUse(key.id)).toBeNull();
    await findApiKeyActor(world.services, `Bearer ${secret}`);
    const first = await lastUse(key.id);
    expect(first).toEqual(world.services.now());
    await world.advance(30);
    await findApiKeyActor(world.services, `Bearer ${secret}`);
    expect(await lastUse(key.id)).toEqual(first);
    await world.advance(31);
    await findApiKeyActor(world.services, `Bearer ${secret}`);
    expect(await lastUse(key.id)).toEqual(world.services.now());
  });
});
