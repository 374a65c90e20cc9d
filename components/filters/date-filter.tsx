import { Calendar } from "lucide-react";
import Link from "next/link";
import { datePresets } from "@/lib/core/date-presets";
import { type FlatQuery, queryHref } from "@/lib/core/page-query";
import type { Clock } from "../time";
import { Button } from "../ui/button";
import { Field, Input } from "../ui/field";
import { dateLabel } from "./active-filters";
import { FilterForm } from "./filter-form";
import { FilterMenu } from "./filter-menu";

const names = ["range", "startDate", "endDate"];

type DateFilterProps = {
  path: string;
  query: FlatQuery;
  clock: Clock;
  /** Words for the dates of a page that always covers some; then all time is no choice. */
  always?: string;
};

/** Dates by name, or from a day to a day, both included, in the organization's time zone. */
export function DateFilter({ path, query, clock, always }: DateFilterProps) {
  const label = always ?? dateLabel(query, clock);
  const hrefOf = (range: string | null) => queryHref(path, query, { range, startDate: null, endDate: null });
  return (
    <FilterMenu
      key={`date ${label}`}
      isOn={label !== null}
      label={
        <>
          <Calendar aria-hidden className="icon" />
          {label ?? "All time"}
        </>
      }
    >
      <ul className="filter__choices">
        {always === undefined && (
          <Choice href={hrefOf(null)} isCurrent={label === null}>
            All time
          </Choice>
        )}
        {Object.entries(datePresets).map(([preset, words]) => (
          <Choice key={preset} href={hrefOf(preset)} isCurrent={query.range === preset}>
            {words}
          </Choice>
        ))}
      </ul>
      <FilterForm path={path} query={query} names={names} className="filter__form">
        <Field id="filter-start" label="From">
          <Input id="filter-start" type="date" name="startDate" defaultValue={query.startDate?.slice(0, 10)} />
        </Field>
        <Field id="filter-end" label="To">
          <Input id="filter-end" type="date" name="endDate" defaultValue={query.endDate?.slice(0, 10)} />
        </Field>
        <Button type="submit">Apply</Button>
      </FilterForm>
      <p className="filter__note">Days in {clock.zone.replaceAll("_", " ")}</p>
    </FilterMenu>
  );
}

function Choice({ href, isCurrent, children }: { href: string; isCurrent: boolean; children: string }) {
  return (
    <li>
      <Link href={href} scroll={false} aria-current={isCurrent ? "true" : undefined}>
        {children}
      </Link>
    </li>
  );
}
