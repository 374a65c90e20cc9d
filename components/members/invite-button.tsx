"use client";

import { type FormEvent, useState, useTransition } from "react";
import type { Role } from "@/lib/core/access";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { LockIcon } from "../ui/icons";
import { InvitationLink } from "./invitation-link";
import { InviteForm } from "./invite-form";
import type { FormAct, MemberActionResult } from "./member-action";

type InviteButtonProps = {
  choices: readonly Role[];
  /** Why nobody can be invited by this person; null when they can. */
  whyNot: string | null;
  invite: FormAct;
};

/** Invites somebody in a dialog and shows their link there, this once. */
export function InviteButton({ choices, whyNot, invite }: InviteButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [result, setResult] = useState<MemberActionResult | null>(null);
  const [isPending, startTransition] = useTransition();
  const made = result?.ok ? result.data : null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isPending) return;
    const form = new FormData(event.currentTarget);
    startTransition(async () => setResult(await invite(form)));
  };
  const close = () => {
    setIsOpen(false);
    setResult(null);
  };
  if (whyNot !== null) {
    return (
      <Button aria-disabled title={whyNot} aria-label={`Invite (${whyNot})`}>
        <LockIcon />
        Invite
      </Button>
    );
  }
  return (
    <>
      <Button kind="solid" onClick={() => setIsOpen(true)}>
        Invite
      </Button>
      <Dialog
        isOpen={isOpen}
        // A link that is shown once must not be lost to a stray key or click.
        onOpenChange={(open) => !open && made === null && close()}
        wide={made !== null}
        title={made === null ? "Invite somebody" : `Send this link to ${made.email}`}
        description={
          made === null
            ? "You get a link to send them yourself. It works once, for seven days."
            : "It is shown this once, works once, and only for this address. Nobody has been told yet."
        }
      >
        {made === null ? (
          <InviteForm
            choices={choices}
            onSubmit={submit}
            onCancel={close}
            isPending={isPending}
            refusal={result && !result.ok ? result : null}
          />
        ) : (
          <InvitationLink path={String(made.path)} onSent={close} />
        )}
      </Dialog>
    </>
  );
}
