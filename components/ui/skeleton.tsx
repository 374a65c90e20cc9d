import type { CSSProperties } from "react";

/** One grey bar in the place of a text; `width` and `height` are those of what will come. */
export function Skeleton({ width = "100%", height = 12 }: { width?: number | string; height?: number }) {
  return <i className="sk" style={{ inlineSize: width, blockSize: height }} />;
}

/** Rows of a table that is on its way. Give each column the width of its text. */
export function TableSkeleton({
  rows,
  columns,
  dense,
  label = "Loading",
}: {
  rows: number;
  columns: readonly number[];
  dense?: boolean;
  label?: string;
}) {
  const rowStyle: CSSProperties = { gridTemplateColumns: columns.map(() => "minmax(0, 1fr)").join(" ") };
  return (
    <div className="sk-table" aria-busy="true" role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move.
        <div key={row} className={dense ? "sk-row sk-row--dense" : "sk-row"} style={rowStyle}>
          {columns.map((width, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: columns are as fixed as their widths.
            <Skeleton key={column} width={width} />
          ))}
        </div>
      ))}
    </div>
  );
}
