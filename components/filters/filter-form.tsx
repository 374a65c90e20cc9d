import Form from "next/form";
import type { ReactNode } from "react";
import type { FlatQuery } from "@/lib/core/page-query";

/**
 * A form that changes some parts of the address and keeps the others. It is a plain GET form, so it works before and
 * without scripts. `names` are the parts its own fields give.
 */
export function FilterForm({
  path,
  query,
  names,
  className,
  children,
}: {
  path: string;
  query: FlatQuery;
  names: readonly string[];
  className?: string;
  children: ReactNode;
}) {
  const kept = Object.entries(query).filter(
    ([name]) => !names.includes(name) && name !== "offset" && name !== "cursor",
  );
  return (
    <Form action={path} scroll={false} prefetch={false} className={className}>
      {kept.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </Form>
  );
}
