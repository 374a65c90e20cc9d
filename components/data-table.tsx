import { type ColumnDef, constructTable, flexRender, rowSortingFeature, tableFeatures } from "@tanstack/react-table";
import { ArrowDown, ArrowUp } from "lucide-react";
import Link from "next/link";
import { Fragment, type ReactNode } from "react";
import { cn } from "./cn";
import { ScrollRegion } from "./scroll-region";
import { nextSort, parseSort } from "./sort";

export type DataColumn<Row> = {
  /** Unique; for a sortable column also its name in the address. */
  readonly id: string;
  readonly header: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  readonly isSortable?: boolean;
  /** Right-aligned: amounts and counts. */
  readonly isNumber?: boolean;
  /** The cell that names the row; it holds the row's link. */
  readonly isRowHeader?: boolean;
  /** Of the cells; see `stack` for what they become on a phone: `r`, `wide`, `hide`, `lead`. */
  readonly className?: string;
  readonly headClassName?: string;
};

type DataTableProps<Row> = {
  caption: string;
  columns: readonly DataColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** What the rows are sorted by, as in the address: `created` or `-created`. */
  sort?: string;
  /** The address of this page with another sort. Without it no header is a link. */
  sortHref?: (sort: string) => string;
  /** A second line under a row, such as why it failed; null for none. */
  note?: (row: Row) => ReactNode | null;
  isSelected?: (row: Row) => boolean;
  /** Rows of the footer, as `<tr>` elements; `tr.close` draws the double rule. */
  foot?: ReactNode;
  isDense?: boolean;
  /** On a phone each row becomes a small block instead of the table scrolling sideways. */
  stack?: boolean;
  className?: string;
};

/**
 * A table of rows that the server has sorted and paged; sorting is a link. It is built while the page is rendered and
 * sends no code to the browser.
 */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, sort, sortHref, note, isSelected, foot } = props;
  const byId = new Map(columns.map((column) => [column.id, column]));
  const table = constructTable({
    features,
    columns: columns.map(toDefinition),
    data: rows,
    getRowId: rowKey,
    manualSorting: true,
    initialState: { sorting: parseSort(sort) },
  });
  return (
    <ScrollRegion label={`${caption}, table`}>
      <table className={cn("table", props.isDense && "table--dense", props.stack && "stack", props.className)}>
        <caption className="sr-only">{caption}</caption>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => (
                <HeadCell
                  key={header.id}
                  column={byId.get(header.column.id)}
                  sorted={header.column.getIsSorted()}
                  href={header.column.getCanSort() ? sortHref?.(nextSort(header.column.id, sort)) : undefined}
                >
                  {flexRender(header.column.columnDef.header, header.getContext())}
                </HeadCell>
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => {
            const remark = note?.(row.original) ?? null;
            return (
              <Fragment key={row.id}>
                <tr className={cn(remark !== null && "has-note")} aria-selected={isSelected?.(row.original)}>
                  {row.getAllCells().map((cell) => (
                    <BodyCell key={cell.id} column={byId.get(cell.column.id)}>
                      {flexRender(cell.column.columnDef.cell, cell.getContext())}
                    </BodyCell>
                  ))}
                </tr>
                {remark !== null && (
                  <tr className="note-row">
                    <td className="hide" />
                    <td colSpan={columns.length - 1} className="wide">
                      {remark}
                    </td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
        {foot && <tfoot>{foot}</tfoot>}
      </table>
    </ScrollRegion>
  );
}

function toDefinition<Row extends object>(column: DataColumn<Row>): ColumnDef<typeof features, Row> {
  return {
    id: column.id,
    // Sorting is for columns with a value; the rows come sorted, so any value will do.
    accessorFn: (row) => row,
    header: () => column.header,
    cell: ({ row }) => column.cell(row.original),
    enableSorting: column.isSortable ?? false,
  };
}

type ColumnLook = Pick<DataColumn<never>, "isNumber" | "isRowHeader" | "className" | "headClassName">;

const sortWords = { asc: "ascending", desc: "descending" } as const;

/** A head cell; with `href` its words are the link that sorts by it. */
export function HeadCell({
  column = {},
  sorted = false,
  href,
  children,
}: {
  column?: ColumnLook | undefined;
  sorted?: false | "asc" | "desc";
  href?: string | undefined;
  children: ReactNode;
}) {
  const Arrow = sorted === "asc" ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      className={cn(column.isNumber && "num", column.headClassName)}
      aria-sort={sorted ? sortWords[sorted] : undefined}
    >
      {href === undefined ? (
        children
      ) : (
        <Link href={href} scroll={false} className="sort">
          {children}
          {sorted && <span className="sr-only">, sorted {sortWords[sorted]}</span>}
          {sorted && <Arrow aria-hidden className="icon" />}
        </Link>
      )}
    </th>
  );
}

function BodyCell({ column = {}, children }: { column?: ColumnLook | undefined; children: ReactNode }) {
  const className = cn(column.isNumber && "num", column.className);
  if (!column.isRowHeader) return <td className={className}>{children}</td>;
  return (
    <th scope="row" className={className}>
      {children}
    </th>
  );
}

/** A state that never changes: the table is read once while the page is rendered, then thrown away. */
const fixedState = {
  createOptionsStore: false,
  wrapExternalAtoms: false,
  addSubscription: () => {},
  batch: (act: () => void) => act(),
  schedule: () => {},
  untrack: <T,>(read: () => T) => read(),
  createReadonlyAtom: <T,>(read: () => T) => ({ get: read, subscribe: neverChanges }),
  createWritableAtom: <T,>(value: T) => ({ get: () => value, set: refuseChange, subscribe: neverChanges }),
};

function neverChanges() {
  return { unsubscribe: () => {} };
}

function refuseChange() {
  throw new Error("This table is rendered once and cannot change.");
}

const features = tableFeatures({ rowSortingFeature, coreReactivityFeature: fixedState });
