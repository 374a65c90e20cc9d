"use client";

import Form from "next/form";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useFormStatus } from "react-dom";
import { money } from "@/lib/core/money";
import { MoneyText } from "../money-text";
import type { Clock } from "../time";
import { Button } from "../ui/button";
import { Note } from "../ui/note";
import { ComposeFields } from "./compose-fields";
import { draftOf, feeOf, type PayoutDraft, type PayoutField, type PayoutValues } from "./payout-draft";
import type { PayoutOption } from "./payout-options";
import { PayoutSteps } from "./payout-steps";
import { PayoutSummary } from "./payout-summary";

export type ComposePayoutProps = {
  /** Where the form goes; it is a GET form, so it works before and without scripts. */
  path: string;
  options: readonly PayoutOption[];
  values: PayoutValues;
  /** Made by the server with the form; the same one through all retries of the same payout. */
  clientKey: string;
  clock: Clock;
  /** What the server or Stripe said against the values, by field; `form` for no field in particular. */
  problems: Readonly<Partial<Record<PayoutField | "form", string>>>;
};

/** The first step: what to pay out, with what it would do beside it. */
export function ComposePayout({ path, options, values: given, clientKey, clock, problems }: ComposePayoutProps) {
  const [values, setValues] = useState(given);
  const [shown, setShown] = useState(problems);
  const formRef = useRef<HTMLFormElement>(null);
  const draft = draftOf(values, options);
  const [refused] = Object.keys(problems);
  useEffect(() => {
    // A refusal came with the form: the person goes on where it has to be mended.
    if (refused !== undefined) focusField(formRef.current, refused);
  }, [refused]);
  if (draft === null) return null;

  const change = (changes: Partial<PayoutValues>) => {
    setValues((before) => ({ ...before, ...changes }));
    // A sentence about a value that has just changed would be about the past.
    setShown(({ form: _, ...before }) => without(before, Object.keys(changes)));
  };
  const check = (event: FormEvent<HTMLFormElement>) => {
    const [first] = Object.keys(draft.problems);
    setShown(draft.problems);
    if (first === undefined) return;
    event.preventDefault();
    focusField(event.currentTarget, first);
  };

  return (
    <Form ref={formRef} action={path} className="create" onSubmit={check} noValidate>
      <input type="hidden" name="step" value="review" />
      <input type="hidden" name="key" value={clientKey} />
      <div>
        <PayoutSteps current="compose" />
        {shown.form && (
          <Note kind="bad" role="alert" className="mb-5">
            {shown.form}
          </Note>
        )}
        <ComposeFields draft={draft} values={values} options={options} clock={clock} problems={shown} change={change} />
      </div>
      <div>
        <PayoutSummary draft={draft} clock={clock} />
        <ComposeFoot draft={draft} />
      </div>
    </Form>
  );
}

function ComposeFoot({ draft }: { draft: PayoutDraft }) {
  const { pending } = useFormStatus();
  const { amountMinor, option } = draft;
  return (
    <div className="sticky-foot">
      {amountMinor !== null && feeOf(draft) !== null && (
        <p className="show-s foot-line">
          <span className="second">You receive</span>
          <b>
            <MoneyText value={money(amountMinor, option.currency)} />
          </b>
        </p>
      )}
      <Button type="submit" kind="solid" size="big" wide aria-disabled={pending || undefined}>
        Review payout
      </Button>
    </div>
  );
}

function without(problems: ComposePayoutProps["problems"], names: readonly string[]): ComposePayoutProps["problems"] {
  return Object.fromEntries(Object.entries(problems).filter(([name]) => !names.includes(name)));
}

function focusField(form: HTMLFormElement | null, name: string): void {
  const found = form?.elements.namedItem(name);
  const control = found instanceof RadioNodeList ? found[0] : found;
  if (control instanceof HTMLElement) control.focus();
}
