import { feeCategories } from "./fee-kind";
import { type TransactionGroup, transactionGroups } from "./transaction";

/** Which rows a choice of types and groups means: those that fit any of the four. */
export type TypeFilter = {
  readonly types: readonly string[];
  /** Reporting categories whose rows are meant, whatever their type. */
  readonly categories: readonly string[];
  /** Reporting categories of rows of the type `adjustment`. */
  readonly adjustmentCategories: readonly string[];
  /** Also every row whose type is none of {@link groupedTypes}. */
  readonly isUngroupedIncluded: boolean;
};

/** Name that stands for all types outside the groups, such as those Stripe adds later. */
export const ungrouped = "other";

/** All types that belong to a group. */
export const groupedTypes: readonly string[] = Object.values(transactionGroups).flat();

/** Stripe books these as adjustments; only the category tells what they are. */
const adjustmentsOf: Partial<Record<TransactionGroup, readonly string[]>> = {
  refunds: ["refund_failure"],
  disputes: ["dispute", "dispute_reversal"],
};

/** A fee is booked under many types, some of them of no group; that it is one, only the category tells. */
const categoriesOf: Partial<Record<TransactionGroup, readonly string[]>> = { fees: feeCategories };

/** Takes names of types and groups apart. The group of adjustments has all of them, disputes included. */
export function typeFilterOf(names: readonly string[]): TypeFilter {
  const groups = names.filter(isGroup);
  const plain = names.filter((name) => !isGroup(name) && name !== ungrouped);
  return {
    types: [...new Set([...plain, ...groups.flatMap((group) => transactionGroups[group])])],
    categories: [...new Set(groups.flatMap((group) => categoriesOf[group] ?? []))],
    adjustmentCategories: [...new Set(groups.flatMap((group) => adjustmentsOf[group] ?? []))],
    isUngroupedIncluded: names.includes(ungrouped),
  };
}

function isGroup(name: string): name is TransactionGroup {
  return Object.hasOwn(transactionGroups, name);
}
