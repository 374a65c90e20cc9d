import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { transactionGroups } from "./transaction";
import { groupedTypes, typeFilterOf } from "./type-filter";

describe("typeFilterOf", () => {
  it("keeps the name of a type, known or not", () => {
    expect(typeFilterOf(["charge", "moon_fee"])).toEqual({
      types: ["charge", "moon_fee"],
      categories: [],
      adjustmentCategories: [],
      isUngroupedIncluded: false,
    });
  });

  it("takes a group apart and names a type once", () => {
    expect(typeFilterOf(["charge", "charges"]).types).toEqual(["charge", "payment"]);
  });

  it("finds disputes among the adjustments", () => {
    const { types, adjustmentCategories } = typeFilterOf(["disputes"]);
    expect(types).not.toContain("adjustment");
    expect(adjustmentCategories).toEqual(["dispute", "dispute_reversal"]);
  });

  it("finds fees by their category too, since Stripe books them under many types", () => {
    expect(typeFilterOf(["fees"])).toMatchObject({
      types: expect.arrayContaining(["stripe_fee", "tax_fee"]),
      categories: ["fee", "tax", "network_cost"],
    });
    expect(typeFilterOf(["charges", "stripe_fee"]).categories).toEqual([]);
  });

  it("takes all adjustments for their own group", () => {
    expect(typeFilterOf(["adjustments"])).toMatchObject({ types: expect.arrayContaining(["adjustment"]) });
  });

  it("stands with other for every type outside the groups", () => {
    expect(typeFilterOf(["other"])).toEqual({
      types: [],
      categories: [],
      adjustmentCategories: [],
      isUngroupedIncluded: true,
    });
  });

  it("takes no group from the names every object has", () => {
    expect(typeFilterOf(["constructor"]).types).toEqual(["constructor"]);
  });

  it("finds every grouped type through all groups together", () => {
    const groups = Object.keys(transactionGroups);
    fc.assert(
      fc.property(fc.shuffledSubarray(groups, { minLength: groups.length }), (names) => {
        expect(typeFilterOf(names).types.toSorted()).toEqual(groupedTypes.toSorted());
      }),
    );
  });
});
