"use client";

import { useActionState, useEffect, useRef } from "react";
import { Button } from "../ui/button";
import { TextField } from "../ui/field";
import { Note } from "../ui/note";

export type AcceptState = {
  readonly name: string;
  /** A refusal of the whole form. */
  readonly message: string | null;
  readonly fields: { readonly name?: string; readonly password?: string };
};

type AcceptFormProps = {
  action: (previous: AcceptState, formData: FormData) => Promise<AcceptState>;
  email: string;
  /** `new` chooses a name and a password, `known` gives the one they have, `here` has signed in already. */
  kind: "new" | "known" | "here";
  passwordHint: string;
};

/** What an invited person still has to give. It works without JavaScript. */
export function AcceptForm({ action, email, kind, passwordHint }: AcceptFormProps) {
  const [state, submit, isPending] = useActionState(action, { name: "", message: null, fields: {} });
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (state.fields.name) form.current?.querySelector<HTMLElement>("#name")?.focus();
    else if (state.fields.password || state.message) form.current?.querySelector<HTMLElement>("#password")?.focus();
  }, [state]);
  return (
    <form ref={form} action={submit} className="grid gap-4" noValidate>
      {state.message && (
        <Note kind="bad" role="alert">
          {state.message}
        </Note>
      )}
      {/* Not to be changed, but there for the browser to keep with the password. */}
      <TextField id="email" label="Email" type="email" autoComplete="username" value={email} readOnly />
      {kind === "new" && (
        <TextField
          id="name"
          name="name"
          label="Name"
          autoComplete="name"
          maxLength={80}
          defaultValue={state.name}
          error={state.fields.name}
          required
        />
      )}
      {kind !== "here" && (
        <TextField
          id="password"
          name="password"
          label="Password"
          type="password"
          autoComplete={kind === "new" ? "new-password" : "current-password"}
          hint={kind === "new" ? passwordHint : "You have a sign-in already. Enter its password."}
          error={state.fields.password}
          required
        />
      )}
      <Button kind="solid" size="big" type="submit" aria-disabled={isPending || undefined}>
        {isPending ? "Joining…" : kind === "known" ? "Sign in and join" : "Join"}
      </Button>
    </form>
  );
}
