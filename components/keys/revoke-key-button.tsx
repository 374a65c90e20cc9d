"use client";

import { useEffect, useRef, useState, useTransition } from "react";
import { toast } from "sonner";
import { Button } from "../ui/button";
import { Dialog, DialogActions } from "../ui/dialog";
import { TextField } from "../ui/field";
import type { RevokeKey } from "./key-action";

type RevokeKeyButtonProps = {
  id: string;
  name: string;
  /** Something still calls with it; its name has to be typed then. */
  isInUse: boolean;
  /** Nothing is left to press then, but who has just pressed it must not lose their place. */
  isRevoked: boolean;
  revoke: RevokeKey;
};

/** Ends a key after a question. */
export function RevokeKeyButton({ id, name, isInUse, isRevoked, revoke }: RevokeKeyButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [isPending, startTransition] = useTransition();
  const hasRevoked = useRef(false);
  useEffect(() => {
    if (isRevoked && hasRevoked.current) document.querySelector<HTMLElement>("main h1")?.focus();
  }, [isRevoked]);
  const mayRevoke = !isPending && (!isInUse || typed.trim() === name);
  const confirm = () =>
    startTransition(async () => {
      const result = await revoke({ id });
      if (!result.ok) return void toast.error(result.message);
      hasRevoked.current = true;
      setIsOpen(false);
      toast.success(`“${name}” no longer works.`);
    });
  return (
    <>
      {!isRevoked && (
        <Button kind="ghost" onClick={() => setIsOpen(true)} aria-label={`Revoke ${name}`}>
          Revoke…
        </Button>
      )}
      <Dialog
        isOpen={isOpen}
        onOpenChange={(open) => {
          setIsOpen(open);
          setTyped("");
        }}
        title={`Revoke “${name}”?`}
        description="Every call with this key is refused at once. This can't be undone."
      >
        {isInUse && (
          <TextField
            id={`revoke-${id}`}
            label={`It was used within the last 7 days. Type ${name} to go on.`}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            autoComplete="off"
          />
        )}
        <DialogActions>
          <Button onClick={() => setIsOpen(false)}>Keep key</Button>
          <Button kind="danger" aria-disabled={!mayRevoke || undefined} onClick={() => mayRevoke && confirm()}>
            {isPending ? "Revoking…" : "Revoke key"}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
