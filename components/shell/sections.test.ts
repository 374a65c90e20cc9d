import { describe, expect, it } from "vitest";
import { inOrganization, leafOf, moreSections, phoneSections, sectionOf, sections } from "./sections";

describe("sectionOf", () => {
  it("finds the screen of an address", () => {
    expect(sectionOf("/juniper-supply")?.label).toBe("Overview");
    expect(sectionOf("/juniper-supply/balance")?.label).toBe("Balance");
    expect(sectionOf("/juniper-supply/developers/keys")?.label).toBe("Developers");
    expect(sectionOf("/juniper-supply/reports/fees")?.label).toBe("Fees");
  });

  it("keeps a row's own page in its list", () => {
    expect(sectionOf("/juniper-supply/payouts/0199")?.label).toBe("Payouts");
    expect(sectionOf("/juniper-supply/payouts/new")?.label).toBe("Payouts");
  });

  it("is not fooled by a name that begins the same", () => {
    expect(sectionOf("/juniper-supply/payoutsish")).toBeNull();
    expect(sectionOf("/juniper-supply/elsewhere")).toBeNull();
  });
});

describe("leafOf", () => {
  it("names what lies below a section", () => {
    expect(leafOf("/juniper-supply/payouts/0199")).toBe("Payout");
    expect(leafOf("/juniper-supply/payouts/new")).toBe("Pay out");
    expect(leafOf("/juniper-supply/transactions/0199")).toBe("Transaction");
    expect(leafOf("/juniper-supply/sync/0199")).toBe("Details");
    expect(leafOf("/juniper-supply/settings/members")).toBe("Members");
    expect(leafOf("/juniper-supply/settings/nothing")).toBe("Details");
    expect(leafOf("/juniper-supply/developers/keys")).toBe("API keys");
    expect(leafOf("/juniper-supply/developers/events")).toBe("Events");
    expect(leafOf("/juniper-supply/developers/docs")).toBe("Reference");
  });

  it("is null on the section itself", () => {
    expect(leafOf("/juniper-supply")).toBeNull();
    expect(leafOf("/juniper-supply/payouts")).toBeNull();
  });
});

describe("inOrganization", () => {
  it("keeps the section and drops ids", () => {
    expect(inOrganization("harbor-coffee", "/juniper-supply/payouts/0199")).toBe("/harbor-coffee/payouts");
    expect(inOrganization("harbor-coffee", "/juniper-supply")).toBe("/harbor-coffee");
    expect(inOrganization("harbor-coffee", "/orgs")).toBe("/harbor-coffee");
  });
});

describe("the bottom bar", () => {
  it("has every section once, in the bar or behind More", () => {
    expect(new Set([...phoneSections, ...moreSections])).toEqual(new Set(sections));
    expect(phoneSections).toHaveLength(3);
  });
});
