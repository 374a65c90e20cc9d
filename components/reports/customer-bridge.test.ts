import { describe, expect, it } from "vitest";
import type { CustomerPeriod } from "@/lib/core/report";
import { churnWords, customerBridge, customerWords, isBridgeProved } from "./customer-bridge";

const week = (newCustomers: number, returningCustomers: number): CustomerPeriod => ({
  date: "2026-11-02",
  lastDate: "2026-11-08",
  from: new Date(0),
  to: new Date(0),
  isComplete: true,
  newCustomers,
  returningCustomers,
});

describe("customerBridge", () => {
  it("goes from all weeks to customers, each counted once", () => {
    const periods = [week(9, 18), week(34, 66), week(38, 71), week(41, 74), week(24, 58)];
    const { all, again, once } = customerBridge({ periods, activeCustomers: 384, returningCustomers: 238 });
    expect(all).toEqual({ fresh: 146, returning: 287, paying: 433 });
    expect(again).toEqual({ fresh: 0, returning: -49, paying: -49 });
    expect(once).toEqual({ fresh: 146, returning: 238, paying: 384 });
  });

  it("counts who began in one week and first paid in a later one as new", () => {
    const { again } = customerBridge({ periods: [week(0, 0), week(0, 1)], activeCustomers: 1, returningCustomers: 0 });
    expect(again).toEqual({ fresh: 1, returning: -1, paying: 0 });
  });
});

describe("isBridgeProved", () => {
  const prove = (periods: CustomerPeriod[], activeCustomers: number, returningCustomers: number) =>
    isBridgeProved(customerBridge({ periods, activeCustomers, returningCustomers }));

  it("is proved where everybody new is new once and the rest came back", () => {
    expect(prove([week(9, 18), week(34, 66)], 120, 77)).toBe(true);
    expect(prove([week(3, 0)], 3, 0)).toBe(true);
  });

  it("is not where the periods say something else", () => {
    expect(prove([week(0, 1)], 1, 0)).toBe(false);
    expect(prove([week(1, 1)], 4, 3)).toBe(false);
    expect(prove([week(1, 0)], 2, 1)).toBe(false);
  });
});

describe("churnWords", () => {
  it("says who left out of whom", () => {
    expect(churnWords({ atStart: 1_188, joined: 12, lost: 7 })).toBe("7 left, of 1,188 active and 12 new");
  });

  it("says why there is no rate", () => {
    expect(churnWords({ atStart: 0, joined: 0, lost: 0 })).toContain("nobody could leave");
  });
});

describe("customerWords", () => {
  it("says what is known", () => {
    const words = (name: string | null, email: string | null, customerId: string | null) =>
      Object.values(customerWords({ name, email, customerId }));
    expect(words("Harrow Studio", "ap@harrow.example", "cus_1")).toEqual(["Harrow Studio", "ap@harrow.example"]);
    expect(words("Harrow Studio", null, null)).toEqual(["Harrow Studio", null]);
    expect(words(null, "ap@harrow.example", "cus_1")).toEqual(["ap@harrow.example", null]);
    expect(words(null, null, "cus_1")).toEqual(["cus_1", null]);
    expect(words(null, null, null)).toEqual(["Guest", "one payment without a name"]);
  });
});
