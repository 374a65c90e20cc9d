import { balanceOperations, payoutOperations, syncOperations } from "./money-operations";
import type { Operation } from "./operation";
import { reportOperations } from "./report-operations";
import { serviceOperations } from "./service-operations";

/** The whole API, in the order of the reference. */
export const operations: readonly Operation[] = [
  ...balanceOperations,
  ...payoutOperations,
  ...syncOperations,
  ...reportOperations,
  ...serviceOperations,
];
