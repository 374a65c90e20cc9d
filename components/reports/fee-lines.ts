import type { FeeFigures, FeeKind, FeeLine, FeePeriod, FeeReport } from "@/lib/core/report";
import { feeLabel, transactionLabel } from "../transactions/transaction-words";
import type { ChartSeries } from "./chart-plot";

/** Kinds in the order in which they are stacked and listed. */
export const feeKinds: readonly FeeKind[] = [
  "processingFees",
  "applicationFees",
  "refundFees",
  "fxFees",
  "taxes",
  "otherFees",
];

export const kindLabels: Record<FeeKind, string> = {
  processingFees: "Stripe processing",
  applicationFees: "Application",
  refundFees: "Refunds",
  fxFees: "Currency conversion",
  taxes: "Taxes",
  otherFees: "Other",
};

/** Taxes and what is left share a colour: a stack of more than five can no longer be told apart. */
export const kindColors: Record<FeeKind, string> = {
  processingFees: "var(--chart-fees)",
  applicationFees: "var(--chart-application)",
  refundFees: "var(--chart-refunds)",
  fxFees: "var(--chart-main)",
  taxes: "var(--chart-other)",
  otherFees: "var(--chart-other)",
};

export type FeeStack = { readonly series: ChartSeries; readonly kinds: readonly FeeKind[] };

/** The series of the chart: those with any figure, taxes and other fees as one. */
export function feeStacks(report: FeeFigures): FeeStack[] {
  const has = (kind: FeeKind) => report[kind] !== 0n;
  const alone = feeKinds.filter((kind) => kind !== "taxes" && kind !== "otherFees" && has(kind));
  const rest = (["taxes", "otherFees"] as const).filter(has);
  const label = rest.length === 2 ? "Taxes and other" : rest.map((kind) => kindLabels[kind]).join();
  return [
    ...alone.map((kind) => ({
      series: { key: kind, label: kindLabels[kind], color: kindColors[kind] },
      kinds: [kind],
    })),
    ...(rest.length > 0 ? [{ series: { key: "rest", label, color: kindColors.otherFees }, kinds: rest }] : []),
  ];
}

export type FeeKindRow = {
  readonly kind: FeeKind;
  readonly amount: bigint;
  readonly count: number;
  /** What it is made of, where its own name does not say all of it. */
  readonly parts: readonly FeeLine[];
};

/** Kinds with any fee, each with what it is made of. Kinds that only cancel out keep their row. */
export function feeKindRows({ breakdown, ...figures }: Pick<FeeReport, FeeKind | "breakdown">): FeeKindRow[] {
  return feeKinds.flatMap((kind) => {
    const parts = breakdown.filter((line) => line.kind === kind);
    if (parts.length === 0 && figures[kind] === 0n) return [];
    const isPlain = parts.length < 2 && kind !== "otherFees";
    return [
      {
        kind,
        amount: figures[kind],
        count: parts.reduce((sum, line) => sum + line.count, 0),
        parts: isPlain ? [] : parts,
      },
    ];
  });
}

const categoryTypes: Readonly<Record<string, string>> = {
  charge: "charges",
  refund: "refunds",
  refund_failure: "refunds",
  dispute: "disputes",
  dispute_reversal: "disputes",
  fee: "fees",
  tax: "fees",
  network_cost: "fees",
  payout: "payouts",
};

/** The types of the ledger rows that carry fees of a reporting category; undefined where no filter names them. */
export function typeOfCategory(category: string): string | undefined {
  return categoryTypes[category];
}

/** The types of the ledger rows behind a kind, where all its lines stand on rows of one filter. */
export function typeOfKind(kind: FeeKind, breakdown: readonly FeeLine[]): string | undefined {
  const types = new Set(breakdown.filter((line) => line.kind === kind).map((line) => typeOfCategory(line.category)));
  const [only] = types;
  return types.size === 1 ? only : undefined;
}

/** `Stripe fee on disputes`, or the row's own name where it is a fee as a whole; unknown types keep Stripe's word. */
export function feeLineLabel({ type, category }: FeeLine): string {
  if (category === "fee" || category === "tax" || category === "network_cost") {
    return `${transactionLabel({ type, reportingCategory: category })} billed by itself`;
  }
  return `${feeLabel(type)} on ${categoryWords[category] ?? category.replaceAll("_", " ")}`;
}

const categoryWords: Readonly<Record<string, string>> = {
  charge: "payments",
  refund: "refunds",
  dispute: "disputes",
  dispute_reversal: "disputes won",
  payout: "payouts",
};

/** Fees beside revenue in the later and the earlier half of the report, where it has enough periods to be halved. */
export function halvesOf(periods: readonly FeePeriod[]): { later: Half; earlier: Half; count: number } | null {
  if (periods.length < 4 || periods.length % 2 === 1) return null;
  const count = periods.length / 2;
  const sum = (half: readonly FeePeriod[]): Half => ({
    fees: half.reduce((total, period) => total + period.total, 0n),
    gross: half.reduce((total, period) => total + period.gross, 0n),
  });
  const [earlier, later] = [sum(periods.slice(0, count)), sum(periods.slice(count))];
  return earlier.gross > 0n && later.gross > 0n ? { later, earlier, count } : null;
}

type Half = { readonly fees: bigint; readonly gross: bigint };
