import Link from "next/link";
import { type FlatQuery, queryHref } from "@/lib/core/page-query";
import type { CustomerReport } from "@/lib/core/report";
import { topCustomersDefault, topCustomersMax } from "@/lib/core/report-input";

type TopEndProps = { path: string; query: FlatQuery; report: CustomerReport };

/** Shows more of the top customers, or fewer again. */
export function TopEnd({ path, query, report }: TopEndProps) {
  const { topCustomers, payingCustomers } = report;
  const isMore = topCustomers.length < Math.min(payingCustomers, topCustomersMax);
  if (!isMore && topCustomers.length <= topCustomersDefault) return null;
  const words = payingCustomers <= topCustomersMax ? "All customers" : `First ${topCustomersMax}`;
  return (
    <Link
      href={queryHref(path, query, { limit: isMore ? String(topCustomersMax) : null })}
      scroll={false}
      className="link"
    >
      {isMore ? words : `First ${topCustomersDefault}`}
    </Link>
  );
}
