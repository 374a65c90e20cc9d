import { describe, expect, it } from "vitest";
import { createSchedule, modes } from "./schedule";

const many = Array.from({ length: 300 }, (_, seed) => createSchedule(seed));

describe("createSchedule", () => {
  it("makes the same schedule of the same seed", () => {
    expect(createSchedule(7)).toEqual(createSchedule(7));
    expect(createSchedule(7)).not.toEqual(createSchedule(8));
  });

  it("meets every mode", () => {
    expect(new Set(many.map(({ mode }) => mode))).toEqual(new Set(modes));
  });

  it("reads nothing by itself where only letters tell, and loses none of them", () => {
    const steps = many.filter(({ mode }) => mode === "webhooks_only").flatMap((schedule) => schedule.steps);
    expect(steps.filter((step) => step.act === "sync")).toEqual([]);
    expect(steps.filter((step) => step.act === "deliver" && step.how === "lose")).toEqual([]);
  });

  it("gives each key an amount of its own", () => {
    for (const { steps } of many) {
      const amounts = steps.flatMap((step) => (step.act === "pay" ? [step.amount] : []));
      expect(new Set(amounts).size).toBe(amounts.length);
    }
  });

  it("asks again only for what was asked for", () => {
    for (const { steps } of many) {
      const known = new Set<number>();
      for (const step of steps) {
        if (step.act === "pay") known.add(step.key);
        if (step.act === "retry") expect(known).toContain(step.key);
      }
    }
  });
});
