import { createHash } from "node:crypto";
import type { CreatePayoutInput } from "../core/payout-input";

/**
 * A digest of what was asked for, before any default is filled in, so that the same request is recognized even after
 * the organization's default account has changed.
 */
export function hashRequest(input: CreatePayoutInput): Buffer {
  const { amount, currency, method, description, accountId, destination, sourceType, statementDescriptor, metadata } =
    input;
  const parts = [
    amount.toString(),
    currency ?? null,
    method,
    description ?? null,
    accountId ?? null,
    destination ?? null,
    sourceType ?? null,
    statementDescriptor ?? null,
    Object.entries(metadata).sort(([a], [b]) => (a < b ? -1 : 1)),
  ];
  return createHash("sha256").update(JSON.stringify(parts)).digest();
}
