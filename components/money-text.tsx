import type { Money } from "@/lib/core/money";
import { cn } from "./cn";
import { moneyParts } from "./money-parts";

type MoneyTextProps = {
  value: Money;
  /** Write the code after the amount; wherever more than one currency is on the page. `beside`: another cell has it. */
  code?: boolean | "beside";
  /** Keep room for three decimals, so that a column of mixed currencies lines up on the decimal point. */
  align?: boolean;
  className?: string;
};

/** An amount, exact to the last penny, red and signed when money went out. The only place where amounts become text. */
export function MoneyText({ value, code = false, align = false, className }: MoneyTextProps) {
  const parts = moneyParts(value, { withCode: code !== false });
  return (
    <>
      <bdi className={cn("amt", parts.isNegative && "neg", className)}>
        {parts.whole}
        {align ? <span className="fr">{parts.fraction}</span> : parts.fraction}
      </bdi>
      {code === true && (
        <>
          {" "}
          <span className={cn("code", align && "cc")}>{parts.code}</span>
        </>
      )}
    </>
  );
}

/** The code alone, in the muted type that codes have everywhere. */
export function CurrencyCode({ currency }: { currency: Money["currency"] }) {
  return <span className="code">{currency.toUpperCase()}</span>;
}
