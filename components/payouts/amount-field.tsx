import { formatMoney, money, toDecimalString } from "@/lib/core/money";
import { Button } from "../ui/button";
import { describedBy, Field, Input } from "../ui/field";
import { fundsFor } from "./amount-problem";
import type { PayoutDraft } from "./payout-draft";
import { maxPayout } from "./payout-options";

type AmountFieldProps = {
  draft: PayoutDraft;
  value: string;
  error: string | undefined;
  onChange: (text: string) => void;
};

/** The amount as a person writes it, with what there is to pay out and a way to take all of it. */
export function AmountField({ draft, value, error, onChange }: AmountFieldProps) {
  const { option, method } = draft;
  const { currency } = option;
  const funds = fundsFor(draft);
  const max = maxPayout(option, funds);
  const kind = method === "instant" ? "can be paid out instantly" : "available";
  const hint = (
    <>
      <span>
        {formatMoney(money(funds, currency))} {kind}
      </span>
      {max.leftMinor > 0n && <span>{formatMoney(money(max.leftMinor, currency))} stays in your balance</span>}
    </>
  );
  return (
    <Field id="amount" label="Amount" hint={hint} error={error} className="flex-1">
      <Input
        id="amount"
        name="amount"
        big
        bad={Boolean(error)}
        inputMode="decimal"
        autoComplete="off"
        placeholder={toDecimalString(money(0n, currency))}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-describedby={describedBy("amount", { hint, error })}
        lead={
          <span aria-hidden className="muted">
            {symbolOf(currency)}
          </span>
        }
        trail={
          <Button
            kind="ghost"
            className="min-h-8 text-13 tracking-normal"
            onClick={() => onChange(grouped(toDecimalString(money(max.minor, currency))))}
          >
            Max
          </Button>
        }
      />
    </Field>
  );
}

function symbolOf(currency: PayoutDraft["option"]["currency"]): string {
  return formatMoney(money(0n, currency)).replace(/[\d.,\s\u00a0]/g, "");
}

/** `12340.50` as `12,340.50`, which is how the form itself shows amounts. */
function grouped(decimal: string): string {
  const [whole = "", ...fraction] = decimal.split(".");
  return [whole.replace(/\B(?=(\d{3})+$)/g, ","), ...fraction].join(".");
}
