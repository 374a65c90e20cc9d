import { type FlatQuery, queryHref } from "@/lib/core/page-query";
import { type PayoutStatus, payoutStatuses } from "@/lib/core/payout";
import { payoutStatusLabel } from "../ui/badge";
import { Tabs } from "../ui/tabs";

type PayoutTabsProps = { path: string; query: FlatQuery; counts: Readonly<Record<PayoutStatus | "all", number>> };

/** One tab a status, with how many payouts each would show under the other filters. */
export function PayoutTabs({ path, query, counts }: PayoutTabsProps) {
  const tab = (status: PayoutStatus | null) => ({
    label: status === null ? "All" : payoutStatusLabel(status),
    href: queryHref(path, query, { status }),
    count: counts[status ?? "all"],
    current: (query.status ?? null) === status,
  });
  return <Tabs label="Status" tabs={[null, ...payoutStatuses].map(tab)} />;
}
