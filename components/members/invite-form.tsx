import { type FormEvent, useEffect, useRef } from "react";
import type { Role } from "@/lib/core/access";
import { Button } from "../ui/button";
import { DialogActions } from "../ui/dialog";
import { TextField } from "../ui/field";
import type { MemberActionResult } from "./member-action";
import { RoleChoice } from "./role-choice";

type InviteFormProps = {
  choices: readonly Role[];
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  onCancel: () => void;
  isPending: boolean;
  refusal: Extract<MemberActionResult, { ok: false }> | null;
};

/** Whom to invite, and as what. Every refusal is about the address, which gets the focus. */
export function InviteForm({ choices, onSubmit, onCancel, isPending, refusal }: InviteFormProps) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (refusal) form.current?.querySelector<HTMLElement>("#invite-email")?.focus();
  }, [refusal]);
  const error = refusal?.fields ? "Enter an email address, such as name@example.com." : refusal?.message;
  return (
    <form ref={form} onSubmit={onSubmit} className="grid gap-4" noValidate>
      <TextField
        id="invite-email"
        name="email"
        label="Email"
        type="email"
        maxLength={254}
        autoComplete="off"
        required
        error={error}
      />
      <RoleChoice choices={choices} chosen="viewer" />
      <DialogActions>
        <Button onClick={onCancel}>Not now</Button>
        <Button kind="solid" type="submit" aria-disabled={isPending || undefined}>
          {isPending ? "Creating…" : "Create link"}
        </Button>
      </DialogActions>
    </form>
  );
}
