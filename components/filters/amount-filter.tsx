import type { FlatQuery } from "@/lib/core/page-query";
import { Button } from "../ui/button";
import { Field, Input, Select } from "../ui/field";
import { FilterForm } from "./filter-form";
import { FilterMenu } from "./filter-menu";

type AmountFilterProps = {
  path: string;
  query: FlatQuery;
  /** Codes to choose from; amounts of two currencies cannot be compared. */
  currencies: readonly string[];
};

/** From an amount to an amount, in one currency. */
export function AmountFilter({ path, query, currencies }: AmountFilterProps) {
  const { min, max, currency } = query;
  const isOn = min !== undefined || max !== undefined;
  return (
    <FilterMenu
      key={`amount ${min} ${max} ${currency}`}
      isOn={isOn}
      label={isOn ? `Amount ${min ?? ""} – ${max ?? ""}` : <span className="k">Amount</span>}
    >
      <FilterForm path={path} query={query} names={["min", "max", "currency"]} className="filter__form">
        <Field id="filter-currency" label="Currency">
          <Select id="filter-currency" name="currency" defaultValue={currency ?? currencies[0]}>
            {currencies.map((code) => (
              <option key={code} value={code}>
                {code.toUpperCase()}
              </option>
            ))}
          </Select>
        </Field>
        <Field id="filter-min" label="At least">
          <Input id="filter-min" name="min" inputMode="decimal" autoComplete="off" defaultValue={min} />
        </Field>
        <Field id="filter-max" label="At most">
          <Input id="filter-max" name="max" inputMode="decimal" autoComplete="off" defaultValue={max} />
        </Field>
        <Button type="submit">Apply</Button>
      </FilterForm>
      <p className="filter__note">Gross amounts; money that went out is negative.</p>
    </FilterMenu>
  );
}
