import { Skeleton, TableSkeleton } from "../ui/skeleton";

/** The place of a report's filters, figures, chart and table while it is read. */
export function ReportSkeleton({ rows, columns }: { rows: number; columns: readonly number[] }) {
  return (
    <div aria-busy="true" role="status" aria-label="Loading the report">
      <div className="chips mb-6" style={{ minBlockSize: 28 }}>
        {[152, 136, 160, 96].map((width) => (
          <Skeleton key={width} width={width} height={20} />
        ))}
      </div>
      <div className="kpis" style={{ minBlockSize: 96 }}>
        {[140, 96, 110, 72].map((width) => (
          <div key={width} className="kpi">
            <Skeleton width={width * 0.7} />
            <Skeleton width={width} height={24} />
          </div>
        ))}
      </div>
      <div style={{ minBlockSize: 368 }}>
        <Skeleton width={180} />
      </div>
      <TableSkeleton rows={rows} columns={columns} dense label="Loading the table" />
    </div>
  );
}
