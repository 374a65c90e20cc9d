import { describe, expect, it } from "vitest";
import { Crash, contactStripe, type Interruption, SimulatedProcess } from "./io-points";

/** Three requests to Stripe, one after the other; gives those that had an effect. */
async function threeCalls(process: SimulatedProcess): Promise<string[]> {
  const effects: string[] = [];
  const call = (name: string) => contactStripe(name, async () => effects.push(name));
  await process
    .run(async () => {
      for (const name of ["first", "second", "third"]) await call(name);
    })
    .catch((error: unknown) => expect(error).toBeInstanceOf(Crash));
  return effects;
}

const interrupted = async (kind: Interruption["kind"], act?: Interruption["act"]) => {
  const process = new SimulatedProcess({ kind, at: 2, act });
  return { effects: await threeCalls(process), process };
};

describe("SimulatedProcess", () => {
  it("knows its contacts when nothing goes wrong", async () => {
    const process = new SimulatedProcess();
    expect(await threeCalls(process)).toEqual(["first", "second", "third"]);
    expect(process.points).toEqual(["first", "second", "third"]);
  });

  it("ends before or after the effect of a contact, and has none afterwards", async () => {
    expect((await interrupted("crash_before")).effects).toEqual(["first"]);
    const { effects, process } = await interrupted("crash_after");
    expect(effects).toEqual(["first", "second"]);
    expect(process.isDead).toBe(true);
  });

  it("lets others work meanwhile, outside of it", async () => {
    const others: string[] = [];
    const { process } = await interrupted("meanwhile", () =>
      contactStripe("other", async () => {
        others.push("other");
      }),
    );
    expect(others).toEqual(["other"]);
    expect(process.points).not.toContain("other");
  });
});
