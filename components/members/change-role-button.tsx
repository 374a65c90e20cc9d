"use client";

import { type FormEvent, useState, useTransition } from "react";
import { toast } from "sonner";
import type { Role } from "@/lib/core/access";
import { Button } from "../ui/button";
import { Dialog, DialogActions } from "../ui/dialog";
import type { ChangeRoleAct } from "./member-action";
import { type MemberRow, roleLabel } from "./member-words";
import { RoleChoice } from "./role-choice";

type ChangeRoleButtonProps = {
  member: Pick<MemberRow, "id" | "name" | "role">;
  choices: readonly Role[];
  whyNot: string | null;
  change: ChangeRoleAct;
};

/** Gives a member another role. */
export function ChangeRoleButton({ member: { id, name, role }, choices, whyNot, change }: ChangeRoleButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [isPending, startTransition] = useTransition();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const chosen = choices.find((choice) => choice === new FormData(event.currentTarget).get("role"));
    if (isPending || !chosen) return;
    startTransition(async () => {
      const result = await change({ id, role: chosen });
      if (!result.ok) return void toast.error(result.message);
      setIsOpen(false);
      toast.success(`The role of ${name} is ${roleLabel(chosen)} now.`);
    });
  };
  const label = `Change role of ${name}`;
  return (
    <>
      <Button
        kind="ghost"
        onClick={() => whyNot === null && setIsOpen(true)}
        aria-disabled={whyNot !== null || undefined}
        title={whyNot ?? undefined}
        aria-label={whyNot === null ? label : `${label} (${whyNot})`}
      >
        Change role…
      </Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title={`Change the role of ${name}`}
        description="It counts from their next click on, in every browser."
      >
        <form onSubmit={submit} className="grid gap-4">
          <RoleChoice choices={choices} chosen={role} />
          <DialogActions>
            <Button onClick={() => setIsOpen(false)}>Keep role</Button>
            <Button kind="solid" type="submit" aria-disabled={isPending || undefined}>
              {isPending ? "Changing…" : "Change role"}
            </Button>
          </DialogActions>
        </form>
      </Dialog>
    </>
  );
}
