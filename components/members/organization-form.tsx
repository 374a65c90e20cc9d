"use client";

import { type FormEvent, useRef, useState, useTransition } from "react";
import { toast } from "sonner";
import { Button } from "../ui/button";
import { describedBy, Field, Select, TextField } from "../ui/field";
import { LockIcon } from "../ui/icons";
import { Note } from "../ui/note";
import type { FormAct, MemberActionResult } from "./member-action";

type OrganizationFormProps = {
  name: string;
  timezone: string;
  timezones: readonly string[];
  mayManage: boolean;
  save: FormAct;
};

const zoneHint = "Days, weeks and months of reports and filters begin at midnight there.";

/** Name and time zone of the organization. Who may not change them reads them, and is told whom to ask. */
export function OrganizationForm({ name, timezone, timezones, mayManage, save }: OrganizationFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const [refusal, setRefusal] = useState<Extract<MemberActionResult, { ok: false }> | null>(null);
  const [isPending, startTransition] = useTransition();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isPending || !mayManage) return;
    const given = new FormData(event.currentTarget);
    startTransition(async () => {
      const result = await save(given);
      setRefusal(result.ok ? null : result);
      if (result.ok) toast.success("Saved.");
      else form.current?.querySelector<HTMLElement>(result.fields?.timezone ? "#org-zone" : "#org-name")?.focus();
    });
  };
  const fields = refusal?.fields ?? {};
  return (
    <form ref={form} onSubmit={submit} className="grid max-w-110 gap-4" noValidate>
      {refusal && Object.keys(fields).length === 0 && (
        <Note kind="bad" role="alert">
          {refusal.message}
        </Note>
      )}
      <TextField
        id="org-name"
        name="name"
        label="Name"
        defaultValue={name}
        maxLength={80}
        autoComplete="organization"
        readOnly={!mayManage}
        required
        error={fields.name === undefined ? undefined : "Give the organization a name."}
      />
      <Field id="org-zone" label="Time zone" hint={zoneHint} error={fields.timezone}>
        <Select
          id="org-zone"
          name="timezone"
          defaultValue={timezone}
          disabled={!mayManage}
          aria-describedby={describedBy("org-zone", { hint: zoneHint, error: fields.timezone })}
        >
          {timezones.map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll("_", " ")}
            </option>
          ))}
        </Select>
      </Field>
      {mayManage ? (
        <Button kind="solid" type="submit" className="justify-self-start" aria-disabled={isPending || undefined}>
          {isPending ? "Saving…" : "Save"}
        </Button>
      ) : (
        <p className="flex items-center gap-2 text-ink-2">
          <LockIcon />
          You can see these settings but not change them. Ask an owner or admin.
        </p>
      )}
    </form>
  );
}
