import { type Money, money } from "@/lib/core/money";
import { MoneyText } from "../money-text";
import { type Clock, shortDay } from "../time";
import { Facts, SumRows } from "../ui/facts";
import { arrivalEstimate } from "./arrival-estimate";
import { feeOf, type PayoutDraft } from "./payout-draft";

/** What the payout in the form would do; sums are ruled off only where all their parts are known. */
export function PayoutSummary({ draft, clock }: { draft: PayoutDraft; clock: Clock }) {
  const { option, destination, method, problems } = draft;
  // An amount that cannot be paid out has no sums.
  const amountMinor = problems.amount === undefined ? draft.amountMinor : null;
  const amount = (minor: bigint): Money => money(minor, option.currency);
  const fee = feeOf(draft);
  const available = amount(option.availableMinor);
  const arrives = arrivalEstimate(method, clock);
  return (
    <aside className="receipt" aria-label="Summary">
      <h2>Summary</h2>
      {amountMinor === null ? (
        <p className="second">With an amount that can be paid out, this says what arrives and what stays.</p>
      ) : (
        <>
          <SumRows
            rows={[
              { label: "You receive", value: <MoneyText value={amount(amountMinor)} /> },
              { label: <FeeLabel isEstimate={method === "instant"} />, value: <FeeText fee={fee} amount={amount} /> },
            ]}
            {...(fee === null
              ? {}
              : { total: { label: "Leaves your balance", value: <MoneyText value={amount(amountMinor + fee)} /> } })}
          />
          <div className="mt-5">
            <SumRows
              rows={[
                { label: <span className="second">Available now</span>, value: <MoneyText value={available} /> },
                {
                  label: <span className="second">This payout</span>,
                  value: <MoneyText value={amount(-(amountMinor + (fee ?? 0n)))} />,
                },
              ]}
              {...(fee === null
                ? {}
                : {
                    total: {
                      label: "Available after",
                      value: <MoneyText value={amount(option.availableMinor - amountMinor - fee)} />,
                    },
                  })}
            />
          </div>
        </>
      )}
      <Facts
        className="mt-4 grid-cols-[96px_minmax(0,1fr)]"
        facts={[
          {
            label: "Arrives",
            value:
              arrives.day === null ? (
                "Usually within 30 minutes"
              ) : (
                <>
                  {shortDay(arrives.day, clock, { weekday: true })} <span className="muted">est.</span>
                </>
              ),
          },
          { label: "To", value: destination?.label ?? <span className="muted">No destination</span> },
        ]}
      />
    </aside>
  );
}

function FeeLabel({ isEstimate }: { isEstimate: boolean }) {
  return <>Fee {isEstimate && <span className="code">est.</span>}</>;
}

function FeeText({ fee, amount }: { fee: bigint | null; amount: (minor: bigint) => Money }) {
  return fee === null ? <span className="muted">Not quoted</span> : <MoneyText value={amount(fee)} />;
}
