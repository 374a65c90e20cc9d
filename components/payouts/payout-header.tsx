import type { ReactNode } from "react";
import { addBusinessDays } from "@/lib/core/business-days";
import type { Payout } from "@/lib/core/payout";
import { localDay } from "@/lib/core/period";
import { CurrencyCode, MoneyText } from "../money-text";
import { ProofMark, Ruled } from "../proof-mark";
import { arrivalDay, type Clock } from "../time";
import { ArrivalText } from "../time-text";
import { PayoutBadge } from "../ui/badge";
import { destinationLabel } from "./payout-options";
import type { PayoutProofWords } from "./payout-proof";

type PayoutHeaderProps = {
  payout: Payout;
  proof: PayoutProofWords;
  isReturned: boolean;
  clock: Clock;
  actions: ReactNode;
};

/** The amount, ruled off as far as it is proved, and how the payout stands. */
export function PayoutHeader({ payout, proof, isReturned, clock, actions }: PayoutHeaderProps) {
  const to = payout.destination ? destinationLabel(payout.destination) : "your bank account";
  return (
    <div className="pay-head">
      <div className="head">
        <h1 tabIndex={-1} className="pay-title">
          <span>Payout to {to}</span>
          <span>
            <span className="figure-lead">
              <Ruled state={proof.state}>
                <MoneyText value={payout.amount} code="beside" />
              </Ruled>
            </span>{" "}
            <CurrencyCode currency={payout.amount.currency} />
          </span>
        </h1>
        <div className="head__end">{actions}</div>
      </div>
      <div className="pay-sub">
        <PayoutBadge status={payout.status} {...(isReturned ? { label: "Returned" } : {})} />
        <ProofMark state={proof.state} href={proof.hasRows ? "#rows" : undefined}>
          {proof.words}
        </ProofMark>
        <span className="second">
          {payout.method === "instant" ? "Instant" : "Standard"}
          {(payout.automatic || payout.createdBy) && ` · ${payout.automatic ? "Automatic" : payout.createdBy}`}
        </span>
        <Arrival payout={payout} clock={clock} />
      </div>
    </div>
  );
}

/** Banks send payouts back within about this many days. Source: docs.stripe.com/payouts, failed payouts. */
const returnBusinessDays = 5;

function Arrival({ payout, clock }: { payout: Payout; clock: Clock }) {
  if (payout.status === "failed" || payout.status === "canceled") return null;
  const isPaid = payout.status === "paid";
  const lastReturn = addBusinessDays(payout.arrivalDate, returnBusinessDays);
  return (
    <>
      <span className="second">
        {isPaid ? "Arrived" : "Arrives"} <ArrivalText at={payout.arrivalDate} clock={clock} weekday />
        {!isPaid && <span className="muted"> est.</span>}
      </span>
      {isPaid && arrivalDay(lastReturn) >= localDay(clock.now, clock.zone) && (
        <span className="muted">
          May still be returned until <ArrivalText at={lastReturn} clock={clock} />
        </span>
      )}
    </>
  );
}
