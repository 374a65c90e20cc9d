import type { ReactNode } from "react";
import { money } from "@/lib/core/money";
import type { PayoutMethod } from "@/lib/core/payout";
import { cn } from "../cn";
import { MoneyText } from "../money-text";
import { type Clock, shortDay } from "../time";
import { fundsFor } from "./amount-problem";
import { arrivalEstimate } from "./arrival-estimate";
import { feeOf, instantRefusal, type PayoutDraft } from "./payout-draft";

type SpeedChoiceProps = {
  draft: PayoutDraft;
  clock: Clock;
  error: string | undefined;
  onChange: (method: PayoutMethod) => void;
};

/** Standard or instant, each with its price and its time. What cannot be had says why, and stays in reach of the keyboard. */
export function SpeedChoice({ draft, clock, error, onChange }: SpeedChoiceProps) {
  const refusal = instantRefusal(draft.option, draft.destination);
  const { day } = arrivalEstimate("standard", clock);
  return (
    <fieldset>
      <legend className="legend">Speed</legend>
      <div className="choice">
        <Card
          draft={draft}
          method="standard"
          title="Standard"
          price="Free"
          arrives={
            <>
              {day && shortDay(day, clock, { weekday: true })} <span className="muted">est.</span>
            </>
          }
          refusal={null}
          onChange={onChange}
        />
        <Card
          draft={draft}
          method="instant"
          title="Instant"
          price={<InstantPrice draft={draft} />}
          arrives="Today, usually in 30 min"
          refusal={refusal}
          onChange={onChange}
        />
      </div>
      <p className="why second mt-2.5" id="speed-why">
        {error ? <span className="neg">{error}</span> : "Instant fees are those Stripe quotes; waiting is free."}
      </p>
    </fieldset>
  );
}

type CardProps = {
  draft: PayoutDraft;
  method: PayoutMethod;
  title: string;
  price: ReactNode;
  arrives: ReactNode;
  refusal: string | null;
  onChange: (method: PayoutMethod) => void;
};

function Card({ draft, method, title, price, arrives, refusal, onChange }: CardProps) {
  const { option, amountMinor } = draft;
  const whyId = `why-${method}`;
  return (
    <label className={cn(refusal !== null && "is-off")}>
      <span className="row1">
        <input
          type="radio"
          name="method"
          value={method}
          checked={draft.method === method}
          // Not `disabled`, so that the reason can be reached and read.
          aria-disabled={refusal !== null || undefined}
          aria-describedby={refusal === null ? undefined : whyId}
          onChange={() => {
            if (refusal === null) onChange(method);
          }}
        />
        {title}
        {refusal === null && <span className="price">{price}</span>}
      </span>
      {refusal === null ? (
        <span className="mini">
          <span>
            <span>In your bank</span>
            <span>{arrives}</span>
          </span>
          <span>
            <span>You receive</span>
            <b className="strong">
              {amountMinor === null ? "–" : <MoneyText value={money(amountMinor, option.currency)} />}
            </b>
          </span>
        </span>
      ) : (
        <span className="mini second" id={whyId}>
          {refusal}
        </span>
      )}
    </label>
  );
}

function InstantPrice({ draft }: { draft: PayoutDraft }) {
  const { option, amountMinor } = draft;
  const most = fundsFor({ ...draft, method: "instant" });
  if (amountMinor !== null && amountMinor > most) {
    return (
      <span className="muted font-normal">
        up to <MoneyText value={money(most, option.currency)} />
      </span>
    );
  }
  const fee = feeOf(draft, "instant");
  if (fee === null) return <span className="muted font-normal">fee on top</span>;
  return (
    <>
      + <MoneyText value={money(fee, option.currency)} /> <span className="code">est.</span>
    </>
  );
}
