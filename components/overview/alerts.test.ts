import { describe, expect, it } from "vitest";
import type { Account } from "@/lib/core/account";
import type { AccountBalance } from "@/lib/core/balance";
import { toCurrency } from "@/lib/core/currency";
import type { ExternalAccount } from "@/lib/core/external-account";
import { toConnectedAccountId, toStripeAccountId } from "@/lib/core/ids";
import { money } from "@/lib/core/money";
import type { Payout } from "@/lib/core/payout";
import { type AlertFacts, alertsOf } from "./alerts";

const now = new Date("2026-11-22T15:00:00Z");
const usd = toCurrency("usd");
const accountId = toStripeAccountId("acct_1");

const account: Account = {
  id: toConnectedAccountId("00000000-0000-0000-0000-000000000001"),
  stripeAccountId: accountId,
  displayName: "Main account",
  country: "US",
  defaultCurrency: usd,
  chargesEnabled: true,
  payoutsEnabled: true,
  requirementsDue: [],
  isDefault: true,
  state: "active",
  schedule: null,
  scheduleFetchedAt: null,
  livemode: false,
};

const bank: ExternalAccount = {
  id: "ba_1",
  kind: "bank_account",
  bankName: "Citizens",
  brand: null,
  last4: "1116",
  country: "US",
  currency: usd,
  status: "errored",
  isDefaultForCurrency: true,
  payoutMethods: ["standard"],
};

const failed: Payout = {
  id: "11111111-1111-1111-1111-111111111111",
  accountId,
  stripePayoutId: "po_1",
  amount: money(240_000n, usd),
  status: "failed",
  arrivalDate: now,
  createdAt: now,
  updatedAt: now,
  automatic: false,
  method: "standard",
  type: "bank_account",
  sourceType: "card",
  destination: bank,
  description: null,
  statementDescriptor: null,
  failureCode: "no_account",
  failureMessage: null,
  balanceTransactionId: "txn_1",
  failureBalanceTransactionId: "txn_2",
  originalPayoutId: null,
  reversedById: null,
  reconciliationStatus: "not_applicable",
  traceId: null,
  applicationFeeMinor: null,
  metadata: {},
  livemode: false,
  createdBy: null,
  proof: null,
};

const balance: AccountBalance = {
  accountId,
  available: [money(-4_000n, usd)],
  availableBySource: [],
  pending: [],
  connectReserved: [],
  instantAvailable: [],
  livemode: false,
  asOf: now,
  isStale: false,
};

function alerts(changes: Partial<AlertFacts> = {}) {
  return alertsOf({
    base: "/juniper-supply",
    clock: { zone: "America/New_York", now },
    accounts: [account],
    externalAccounts: [],
    failedPayouts: [],
    latePayouts: [],
    differingPayouts: [],
    deadEvents: { count: 0, href: "/juniper-supply/developers/events?state=dead" },
    balances: [],
    sync: { syncedUpTo: now, isStale: false },
    ...changes,
  });
}

describe("alertsOf", () => {
  it("says nothing when nothing needs a person", () => {
    expect(alerts()).toEqual([]);
  });

  it("names a payout whose transactions do not come to it", () => {
    const proof = { state: "differs", linkKind: "stripe", count: 3, checkedAt: now } as const;
    const sums = { explainedMinor: 239_910n, unexplainedMinor: 90n };
    const differing = {
      ...failed,
      automatic: true,
      reconciliationStatus: "completed",
      status: "paid",
      proof: { ...proof, ...sums },
    };
    expect(alerts({ differingPayouts: [differing] })).toMatchObject([
      {
        kind: "bad",
        title: "The transactions of a payout of $2,400.00 do not come to it.",
        text: "Differs by $0.90. The next sync reads them from Stripe again.",
        action: { href: `/juniper-supply/payouts/${failed.id}` },
      },
    ]);
  });

  it("tells why a payout failed and where its money is", () => {
    const [alert] = alerts({ failedPayouts: [failed] });
    expect(alert).toMatchObject({
      kind: "bad",
      title: "$2,400.00 to Citizens ••1116 failed.",
      action: { href: "/juniper-supply/payouts/11111111-1111-1111-1111-111111111111" },
    });
    expect(alert?.text).toContain("$2,400.00 went back to your balance.");
  });

  it("tells which payout is late and what to do", () => {
    const late = { ...failed, status: "in_transit", arrivalDate: new Date("2026-11-18T00:00:00Z") };
    expect(alerts({ latePayouts: [late] })).toMatchObject([
      {
        kind: "waiting",
        title: "$2,400.00 to Citizens ••1116 has not arrived.",
        text: expect.stringMatching(/^Late: it should have arrived Wed, Nov 18\. .*your bank/),
        action: { label: "See payout" },
      },
    ]);
  });

  it("leads to webhook events that were given up", () => {
    const href = "/juniper-supply/developers/events?state=dead";
    expect(alerts({ deadEvents: { count: 2, href } })).toMatchObject([
      { kind: "waiting", title: "2 webhook events were given up after failing.", action: { href } },
    ]);
  });

  it("names a stopped bank account once, not again beside its failed payout", () => {
    expect(alerts({ externalAccounts: [bank] })[0]?.title).toBe("Payouts to Citizens ••1116 are stopped.");
    expect(alerts({ externalAccounts: [bank], failedPayouts: [failed] })).toHaveLength(1);
    expect(alerts({ externalAccounts: [{ ...bank, status: "new" }] })).toEqual([]);
  });

  it("warns of paused payouts before anything else, with how many details are missing", () => {
    const paused = { ...account, payoutsEnabled: false, requirementsDue: ["person.dob"] };
    const [first] = alerts({ accounts: [paused], failedPayouts: [failed] });
    expect(first?.title).toBe("Stripe has paused payouts for Main account.");
    expect(first?.text).toContain("1 detail");
  });

  it("waits for details while payouts still go", () => {
    const [alert] = alerts({ accounts: [{ ...account, requirementsDue: ["a", "b"] }] });
    expect(alert).toMatchObject({ kind: "waiting", title: "Stripe needs 2 details from Main account." });
  });

  it("leaves disconnected accounts alone", () => {
    expect(alerts({ accounts: [{ ...account, state: "disconnected", payoutsEnabled: false }] })).toEqual([]);
  });

  it("warns of a negative balance, and of none when it could not be read", () => {
    expect(alerts({ balances: [balance] })[0]?.title).toBe("The available balance of Main account is \u2212$40.00.");
    expect(alerts({ balances: null })).toEqual([]);
  });

  it("says how old the copy is once it is stale", () => {
    const syncedUpTo = new Date(now.getTime() - 30 * 3_600_000);
    expect(alerts({ sync: { syncedUpTo, isStale: true } })[0]?.title).toBe(
      "The copy of the ledger was last complete on Nov 21.",
    );
    expect(alerts({ sync: { syncedUpTo: null, isStale: false } })).toEqual([]);
  });
});
