import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { requestLimits } from "@/db/schema";
import { createWorld, type TestWorld } from "../testing";
import { pruneRequestLimits, takeRequest } from "./take-request";

let world: TestWorld;
beforeAll(async () => {
  world = await createWorld({ connect: false });
});
afterEach(async () => {
  vi.useRealTimers();
  await world.owner.delete(requestLimits);
});
afterAll(() => world.close());

const limit = { name: "guesses", points: 3, seconds: 60, isGivenBack: true };
const take = (caller = "somebody") => takeRequest(world.services, limit, caller);
const counted = async () => (await world.owner.select().from(requestLimits)).map(({ key, points }) => [key, points]);

describe("takeRequest", () => {
  it("lets as many through as there are, however many come at once", async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => take()));
    expect(all.filter(({ isOver }) => !isOver)).toHaveLength(limit.points);
    expect(await take()).toMatchObject({ isOver: true, left: 0 });
    expect(await take("somebody else")).toMatchObject({ isOver: false, left: 2, seconds: 60 });
  });

  it("takes back what turned out to be none, also from who was over meanwhile", async () => {
    const taken = [await take(), await take(), await take(), await take()];
    expect(taken.map(({ isOver }) => isOver)).toEqual([false, false, false, true]);
    for (const { giveBack } of taken) await giveBack();
    expect(await counted()).toEqual([["guesses:somebody", 0]]);
    expect(await take()).toMatchObject({ isOver: false, left: 2 });
  });

  it("gives nothing back to a later window, which would then allow one more", async () => {
    const { giveBack } = await take();
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + limit.seconds * 1000 + 1 });
    await giveBack();
    expect(await counted()).toEqual([["guesses:somebody", 1]]);
    expect(await take()).toMatchObject({ isOver: false, left: 2 });
  });

  it("leaves nothing once a window is over", async () => {
    await take();
    await pruneRequestLimits({ ...world.services, now: () => new Date(Date.now() + limit.seconds * 1000 + 1) });
    expect(await counted()).toEqual([]);
  });
});
