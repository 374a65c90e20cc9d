import { instantFee } from "@/lib/core/instant-fee";
import type { PayoutMethod } from "@/lib/core/payout";
import { checkTypedAmount } from "./amount-problem";
import { type DestinationOption, defaultDestination, type PayoutOption } from "./payout-options";

/** What a person has filled in so far, as text; also the query of the form's address. */
export type PayoutValues = {
  readonly accountId: string;
  readonly currency: string;
  readonly amount: string;
  readonly method: string;
  readonly destination: string;
  readonly sourceType: string;
  readonly statementDescriptor: string;
  readonly description: string;
};

export type PayoutField = keyof PayoutValues;

/** The values brought together with what is possible. `problems` has one sentence per field that does not fit. */
export type PayoutDraft = {
  readonly option: PayoutOption;
  readonly destination: DestinationOption | null;
  readonly method: PayoutMethod;
  readonly sourceType: string | null;
  readonly amountMinor: bigint | null;
  readonly problems: Readonly<Partial<Record<PayoutField, string>>>;
};

export const statementDescriptorMax = 22;
export const descriptionMax = 255;

/** Reads the values from a query; what is missing is empty. */
export function valuesOf(query: Readonly<Record<string, string | undefined>>): PayoutValues {
  const text = (name: PayoutField) => query[name] ?? "";
  return {
    accountId: text("accountId"),
    currency: text("currency").toLowerCase(),
    amount: text("amount"),
    method: text("method"),
    destination: text("destination"),
    sourceType: text("sourceType"),
    statementDescriptor: text("statementDescriptor"),
    description: text("description"),
  };
}

/**
 * Settles every choice: what was chosen where it is possible, else what is offered first. Null when there is nothing
 * to pay out at all.
 */
export function draftOf(values: PayoutValues, options: readonly PayoutOption[]): PayoutDraft | null {
  const option = optionFor(values, options);
  if (!option) return null;
  const destination =
    option.destinations.find((one) => one.id === values.destination && one.isUsable) ?? defaultDestination(option);
  const sourceType = sourceFor(values, option);
  const method: PayoutMethod = values.method === "instant" ? "instant" : "standard";
  const amount = checkTypedAmount(values.amount, { option, method, sourceType, destination });
  return {
    option,
    destination,
    method,
    sourceType,
    amountMinor: amount.minor,
    problems: {
      ...(amount.problem === null ? {} : { amount: amount.problem }),
      ...problemsOfChoices({ option, destination, method }),
      ...problemsOfStaleChoices(values, { option, destination }),
      ...problemsOfTexts(values),
    },
  };
}

/** Why an instant payout cannot be had, or null. */
export function instantRefusal(option: PayoutOption, destination: DestinationOption | null): string | null {
  if (destination === null) return null;
  if (!destination.allowsInstant) {
    const other = option.destinations.some((one) => one.isUsable && one.allowsInstant);
    return `Instant isn't available for ${destination.label}.${other ? " Choose another destination for it." : ""}`;
  }
  return option.instantMinor > 0n ? null : "No money can be paid out instantly right now.";
}

/** What the payout costs on top of its amount, in minor units; null while Stripe gives nothing to tell it by. */
export function feeOf(
  { option, destination, method, amountMinor }: PayoutDraft,
  by: PayoutMethod = method,
): bigint | null {
  if (by === "standard") return 0n;
  const netMinor = destination?.instantNetMinor ?? null;
  if (amountMinor === null || netMinor === null) return null;
  return instantFee(amountMinor, { grossMinor: option.instantMinor, netMinor });
}

function optionFor(values: PayoutValues, options: readonly PayoutOption[]): PayoutOption | undefined {
  const ofAccount = options.filter((option) => option.accountId === values.accountId);
  const candidates = ofAccount.length > 0 ? ofAccount : options;
  return candidates.find((option) => option.currency === values.currency) ?? candidates[0];
}

function sourceFor(values: PayoutValues, option: PayoutOption): string | null {
  const chosen = option.sources.find((source) => source.sourceType === values.sourceType);
  if (chosen) return chosen.sourceType;
  return option.sources.length > 1 ? (option.sources[0]?.sourceType ?? null) : null;
}

type Choices = Pick<PayoutDraft, "option" | "destination" | "method">;

function problemsOfChoices({ option, destination, method }: Choices): PayoutDraft["problems"] {
  if (destination === null) {
    const code = option.currency.toUpperCase();
    return {
      destination:
        option.destinations.length === 0
          ? `No bank account or card receives ${code}. Add one in Stripe first.`
          : "This bank account needs new details before Stripe pays to it.",
    };
  }
  const refusal = method === "instant" ? instantRefusal(option, destination) : null;
  return refusal === null ? {} : { method: refusal };
}

/** What was chosen and is not to be had any more is never replaced in silence: the money would go elsewhere. */
function problemsOfStaleChoices(
  values: PayoutValues,
  { option, destination }: Pick<PayoutDraft, "option" | "destination">,
): PayoutDraft["problems"] {
  const problems: Partial<Record<PayoutField, string>> = {};
  if (values.accountId !== "" && values.accountId !== option.accountId) {
    problems.accountId = "The account that was chosen has nothing to pay out. Check this one.";
  } else if (values.currency !== "" && values.currency !== option.currency) {
    problems.currency = `${values.currency.toUpperCase()} has nothing to pay out here.`;
  }
  if (values.destination !== "" && destination !== null && values.destination !== destination.id) {
    problems.destination = "The destination that was chosen cannot be used here. Check this one.";
  }
  return problems;
}

function problemsOfTexts({ statementDescriptor, description }: PayoutValues): PayoutDraft["problems"] {
  return {
    ...(statementDescriptor.length > statementDescriptorMax
      ? { statementDescriptor: `Use at most ${statementDescriptorMax} characters.` }
      : {}),
    ...(description.length > descriptionMax ? { description: `Use at most ${descriptionMax} characters.` } : {}),
  };
}
