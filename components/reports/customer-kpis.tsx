import type { CustomerReport } from "@/lib/core/report";
import { ProofMark, Ruled } from "../proof-mark";
import { churnWords, customerBridge, isBridgeProved } from "./customer-bridge";
import { Kpis } from "./kpis";
import { changeWords, rateText } from "./ratio";

/** The figures of the time before that is compared with; null where nothing is known of it. */
export type CustomersBefore = Pick<CustomerReport, "newCustomers" | "returningCustomers">;

type CustomerKpisProps = { report: CustomerReport; before: CustomersBefore | null };

/** Who paid, who of them is new, and who left. */
export function CustomerKpis({ report, before }: CustomerKpisProps) {
  const { activeCustomers, newCustomers, returningCustomers, totalCustomers, churnRate, churn } = report;
  const count = (number: number) => number.toLocaleString("en-US");
  const since = (now: number, earlier: number | undefined) =>
    earlier === undefined ? null : `${changeWords(BigInt(now), BigInt(earlier))} from ${count(earlier)} before`;
  const bridge = customerBridge(report);
  const isProved = isBridgeProved(bridge);
  const unpaid = newCustomers - bridge.once.fresh;
  const notPaid = unpaid > 0 ? `${count(unpaid)} ${unpaid === 1 ? "has" : "have"} not paid yet` : null;
  return (
    <Kpis
      kpis={[
        {
          label: "Paying customers",
          value: <Ruled state={isProved ? "proved" : "untied"}>{count(activeCustomers)}</Ruled>,
          note: isProved ? (
            <ProofMark state="proved" href="#weeks">
              Adds up: {count(bridge.once.fresh)} new, {count(returningCustomers)} returning
            </ProofMark>
          ) : (
            `${count(bridge.once.fresh)} new, ${count(returningCustomers)} returning`
          ),
        },
        {
          label: "New",
          value: count(newCustomers),
          note: [
            since(newCustomers, before?.newCustomers) ?? `${count(totalCustomers)} customers in all so far`,
            notPaid,
          ]
            .filter((part) => part !== null)
            .join(". "),
        },
        {
          label: "Returning",
          value: count(returningCustomers),
          note: since(returningCustomers, before?.returningCustomers) ?? "Paid again, or for an earlier subscription",
        },
        { label: "Churn of subscriptions", value: rateText(churnRate, 1), note: churnWords(churn) },
      ]}
    />
  );
}
