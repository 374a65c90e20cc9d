import type { OrganizationBalance } from "../balance/get-balance";
import type { Balance } from "../core/balance";
import type { Presentable } from "./json";
import { presentMoney, presentMoneys } from "./present-money";
import type { Presented } from "./route";

/** The sums over all accounts, and each account by itself. */
export function presentBalance({ accounts, totals, asOf, isStale }: OrganizationBalance): Presented {
  return {
    body: {
      ...presentAmounts(totals),
      asOf,
      stale: isStale,
      livemode: totals.livemode,
      accounts: accounts.map((account) => ({
        accountId: account.accountId,
        ...presentAmounts(account),
        asOf: account.asOf,
        stale: account.isStale,
      })),
    },
  };
}

function presentAmounts(balance: Balance): Record<string, Presentable> {
  return {
    available: presentMoneys(balance.available),
    pending: presentMoneys(balance.pending),
    connectReserved: presentMoneys(balance.connectReserved),
    instantAvailable: balance.instantAvailable.map((instant) => ({
      ...presentMoney(instant),
      destinations: instant.destinations.map(({ id, netMinor }) => ({ id, netAmount: netMinor })),
    })),
  };
}
