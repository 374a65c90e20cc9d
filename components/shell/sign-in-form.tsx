"use client";

import { useActionState, useEffect, useRef } from "react";
import { Button } from "../ui/button";
import { TextField } from "../ui/field";
import { Note } from "../ui/note";

export type SignInState = {
  readonly email: string;
  /** A refusal of the whole form. */
  readonly message: string | null;
  readonly fields: { readonly email?: string; readonly password?: string };
};

type SignInFormProps = {
  action: (previous: SignInState, formData: FormData) => Promise<SignInState>;
  /** Where to go afterwards; the action decides whether it is a place of this site. */
  next: string;
};

/** Email and password. It works without JavaScript; with it, the first faulty field gets the focus. */
export function SignInForm({ action, next }: SignInFormProps) {
  const [state, submit, isPending] = useActionState(action, { email: "", message: null, fields: {} });
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (state.fields.email) form.current?.querySelector<HTMLElement>("#email")?.focus();
    else if (state.fields.password || state.message) form.current?.querySelector<HTMLElement>("#password")?.focus();
  }, [state]);
  return (
    <form ref={form} action={submit} noValidate>
      <h1 tabIndex={-1}>Sign in</h1>
      {state.message && (
        <Note kind="bad" role="alert">
          {state.message}
        </Note>
      )}
      <input type="hidden" name="next" value={next} />
      <TextField
        id="email"
        name="email"
        label="Email"
        type="email"
        autoComplete="username"
        defaultValue={state.email}
        error={state.fields.email}
        required
      />
      <TextField
        id="password"
        name="password"
        label="Password"
        type="password"
        autoComplete="current-password"
        error={state.fields.password}
        required
      />
      <Button kind="solid" size="big" type="submit" aria-disabled={isPending || undefined}>
        {isPending ? "Signing in…" : "Sign in"}
      </Button>
      <p className="muted">New here? Ask an owner of your organization for access.</p>
    </form>
  );
}
