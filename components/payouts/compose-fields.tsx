import type { Clock } from "../time";
import { describedBy, Field, Select, TextField } from "../ui/field";
import { Note } from "../ui/note";
import { AmountField } from "./amount-field";
import {
  descriptionMax,
  type PayoutDraft,
  type PayoutField,
  type PayoutValues,
  statementDescriptorMax,
} from "./payout-draft";
import type { PayoutOption } from "./payout-options";
import { SpeedChoice } from "./speed-choice";

type ComposeFieldsProps = {
  draft: PayoutDraft;
  values: PayoutValues;
  options: readonly PayoutOption[];
  clock: Clock;
  problems: Readonly<Partial<Record<PayoutField, string>>>;
  change: (changes: Partial<PayoutValues>) => void;
};

/** The fields of a payout; choices that have only one answer are left out. */
export function ComposeFields({ draft, values, options, clock, problems, change }: ComposeFieldsProps) {
  return (
    <div className="create__fields">
      <AccountField draft={draft} options={options} problems={problems} change={change} />
      {draft.option.isBlocked && (
        <Note kind="bad">
          <b>Stripe has paused payouts for this account.</b> Complete the details Stripe asks for first.
        </Note>
      )}
      <div className="pair">
        <AmountField
          draft={draft}
          value={values.amount}
          error={problems.amount}
          onChange={(amount) => change({ amount })}
        />
        <CurrencyField draft={draft} options={options} problems={problems} change={change} />
      </div>
      <SpeedChoice draft={draft} clock={clock} error={problems.method} onChange={(method) => change({ method })} />
      <DestinationField draft={draft} problems={problems} change={change} />
      <SourceField draft={draft} change={change} />
      <TextFields values={values} problems={problems} change={change} />
      <ScheduleNote draft={draft} />
    </div>
  );
}

type PartProps = Pick<ComposeFieldsProps, "draft" | "problems" | "change">;

function AccountField({ draft, options, problems, change }: PartProps & { options: readonly PayoutOption[] }) {
  const accounts = new Map(options.map((option) => [option.accountId, option.accountName]));
  if (accounts.size < 2) return <input type="hidden" name="accountId" value={draft.option.accountId} />;
  const error = problems.accountId;
  return (
    <Field id="accountId" label="Account" error={error}>
      <Select
        id="accountId"
        name="accountId"
        value={draft.option.accountId}
        bad={Boolean(error)}
        aria-describedby={describedBy("accountId", { error })}
        // What could be chosen before belongs to the other account.
        onChange={(event) =>
          change({ accountId: event.target.value, currency: "", destination: "", sourceType: "", method: "" })
        }
      >
        {[...accounts].map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function CurrencyField({ draft, options, problems, change }: PartProps & { options: readonly PayoutOption[] }) {
  const ofAccount = options.filter((option) => option.accountId === draft.option.accountId);
  const error = problems.currency;
  return (
    <Field id="currency" label="Currency" error={error} className="cur">
      <Select
        id="currency"
        name="currency"
        className="input--sel"
        value={draft.option.currency}
        bad={Boolean(error)}
        aria-describedby={describedBy("currency", { error })}
        onChange={(event) => change({ currency: event.target.value, destination: "", sourceType: "", method: "" })}
      >
        {ofAccount.map((option) => (
          <option key={option.currency} value={option.currency}>
            {option.currency.toUpperCase()}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function DestinationField({ draft, problems, change }: PartProps) {
  const { option, destination } = draft;
  const error = problems.destination;
  return (
    <Field id="destination" label="Destination" error={error}>
      <Select
        id="destination"
        name="destination"
        value={destination?.id ?? ""}
        bad={Boolean(error)}
        aria-describedby={describedBy("destination", { error })}
        onChange={(event) => change({ destination: event.target.value })}
      >
        {destination === null && <option value="">None that can be used</option>}
        {option.destinations.map(({ id, label, isUsable }) => (
          <option key={id} value={id} disabled={!isUsable}>
            {isUsable ? label : `${label}: needs new details`}
          </option>
        ))}
      </Select>
    </Field>
  );
}

const sourceWords: Readonly<Record<string, string>> = {
  card: "Card payments",
  bank_account: "Bank payments",
  fpx: "FPX payments",
};

/** A manual payout draws on one kind of money; there is a choice only where several kinds are there. */
function SourceField({ draft, change }: Pick<PartProps, "draft" | "change">) {
  if (draft.option.sources.length < 2) return null;
  return (
    <Field id="sourceType" label="Drawn from">
      <Select
        id="sourceType"
        name="sourceType"
        value={draft.sourceType ?? ""}
        onChange={(event) => change({ sourceType: event.target.value })}
      >
        {draft.option.sources.map(({ sourceType }) => (
          <option key={sourceType} value={sourceType}>
            {sourceWords[sourceType] ?? sourceType}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function TextFields({ values, problems, change }: Omit<PartProps, "draft"> & { values: PayoutValues }) {
  const { statementDescriptor, description } = values;
  return (
    <div className="pair">
      <div className="flex-1 max-md:basis-full">
        <TextField
          id="statementDescriptor"
          name="statementDescriptor"
          label={<Optional>Statement descriptor</Optional>}
          maxLength={statementDescriptorMax}
          value={statementDescriptor}
          error={problems.statementDescriptor}
          onChange={(event) => change({ statementDescriptor: event.target.value })}
          hint={
            <>
              <span>US banks show only the first 10</span>
              <span>
                {statementDescriptor.length} of {statementDescriptorMax}
              </span>
            </>
          }
        />
      </div>
      <div className="flex-1 max-md:basis-full">
        <TextField
          id="description"
          name="description"
          label={<Optional>Description</Optional>}
          maxLength={descriptionMax}
          placeholder="Only your team sees this"
          value={description}
          error={problems.description}
          onChange={(event) => change({ description: event.target.value })}
        />
      </div>
    </div>
  );
}

function Optional({ children }: { children: string }) {
  return (
    <>
      {children} <span className="font-normal text-ink-3">optional</span>
    </>
  );
}

function ScheduleNote({ draft }: { draft: PayoutDraft }) {
  const { automaticInterval } = draft.option;
  if (automaticInterval === null) return null;
  return (
    <Note>
      <b>Stripe also pays out your balance {everyWords[automaticInterval] ?? "on its own schedule"}.</b> This payout
      makes the next automatic one smaller.
    </Note>
  );
}

const everyWords: Readonly<Record<string, string>> = {
  daily: "every day",
  weekly: "every week",
  monthly: "every month",
};
