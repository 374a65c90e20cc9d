import { type FormEvent, useEffect, useRef } from "react";
import { scopes } from "@/lib/core/access";
import { Button } from "../ui/button";
import { DialogActions } from "../ui/dialog";
import { Field, Select, TextField } from "../ui/field";
import { Note } from "../ui/note";
import type { KeyActionResult } from "./key-action";
import { expiryChoices, scopeMeaning } from "./key-words";

type CreateKeyFormProps = {
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  onCancel: () => void;
  isPending: boolean;
  refusal: Extract<KeyActionResult, { ok: false }> | null;
};

/** Name, scopes and end of a new key. After a refusal the first faulty field gets the focus. */
export function CreateKeyForm({ onSubmit, onCancel, isPending, refusal }: CreateKeyFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const fields = refusal?.fields ?? {};
  const scopeFault = Object.entries(fields).find(([name]) => name.startsWith("scopes"))?.[1]
    ? "Choose at least one scope."
    : null;
  const isOfField = fields.name !== undefined || fields.expiresInDays !== undefined || scopeFault !== null;
  useEffect(() => {
    if (!refusal) return;
    const faulty = refusal.fields?.name !== undefined ? "#key-name" : "[name=scopes]";
    form.current?.querySelector<HTMLElement>(faulty)?.focus();
  }, [refusal]);
  return (
    <form ref={form} onSubmit={onSubmit} className="grid gap-4" noValidate>
      {refusal && !isOfField && (
        <Note kind="bad" role="alert">
          {refusal.message}
        </Note>
      )}
      <TextField
        id="key-name"
        name="name"
        label="Name"
        placeholder="Accounting export"
        maxLength={80}
        autoComplete="off"
        required
        error={fields.name === undefined ? undefined : "Give the key a name."}
      />
      <fieldset aria-describedby={scopeFault ? "key-scopes-error" : undefined}>
        <legend className="legend">Scopes</legend>
        {scopes.map((scope) => (
          <label key={scope} className="scope">
            <input type="checkbox" name="scopes" value={scope} aria-invalid={scopeFault ? true : undefined} />
            <span>
              <span className="mono">{scope}</span>
              <span className="more">{scopeMeaning(scope)}</span>
            </span>
          </label>
        ))}
        {scopeFault && (
          <p id="key-scopes-error" className="text-12 text-differs">
            {scopeFault}
          </p>
        )}
      </fieldset>
      <Field id="key-expiry" label="Expires">
        <Select id="key-expiry" name="expiresInDays" defaultValue="">
          {expiryChoices.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <DialogActions>
        <Button onClick={onCancel}>Not now</Button>
        <Button kind="solid" type="submit" aria-disabled={isPending || undefined}>
          {isPending ? "Creating…" : "Create key"}
        </Button>
      </DialogActions>
    </form>
  );
}
