export * from "./access";
export * from "./auth";
export * from "./balance-transactions";
export * from "./connected-accounts";
export * from "./payouts";
export * from "./sync";
export * from "./webhook-events";
