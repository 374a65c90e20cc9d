import Link from "next/link";
import type { Money } from "@/lib/core/money";
import { sumByCurrency } from "@/lib/core/money";
import type { PayoutStatus } from "@/lib/core/payout";
import { MoneyText } from "../money-text";
import { PayoutBadge } from "../ui/badge";

export type StatusSum = { readonly status: string; readonly count: number; readonly amount: Money };

const stages: readonly (readonly PayoutStatus[])[] = [["pending"], ["in_transit"], ["paid"], ["failed", "canceled"]];

/** Payouts of a time on their way from asked for to paid, or to where they stopped. */
export function Pipeline({ sums, hrefOf }: { sums: readonly StatusSum[]; hrefOf: (statuses: string) => string }) {
  return (
    <div className="pipe">
      {stages.map((statuses) => {
        const here = sums.filter((sum) => statuses.some((status) => status === sum.status));
        const amounts = sumByCurrency(here.map((sum) => sum.amount));
        return (
          <Link key={statuses.join()} href={hrefOf(statuses.join(","))}>
            <span className="lab">
              {statuses.map((status) => (
                <PayoutBadge key={status} status={status} />
              ))}
            </span>
            <span className="cnt">{here.reduce((count, sum) => count + sum.count, 0).toLocaleString("en-US")}</span>
            <ul className="sums">
              {amounts.map((amount) => (
                <li key={amount.currency}>
                  <MoneyText value={amount} code />
                </li>
              ))}
            </ul>
          </Link>
        );
      })}
    </div>
  );
}
