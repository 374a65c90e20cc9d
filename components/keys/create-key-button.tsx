"use client";

import { type FormEvent, useState, useTransition } from "react";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { CreateKeyForm } from "./create-key-form";
import type { CreateKey, KeyActionResult } from "./key-action";
import { KeySecret } from "./key-secret";

/** Makes a key in a dialog and shows its secret there, this once. Nothing of it goes into the address. */
export function CreateKeyButton({ create }: { create: CreateKey }) {
  const [isOpen, setIsOpen] = useState(false);
  const [result, setResult] = useState<KeyActionResult | null>(null);
  const [isPending, startTransition] = useTransition();
  const secret = result?.ok ? String(result.data.secret) : null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isPending) return;
    const form = new FormData(event.currentTarget);
    startTransition(async () => setResult(await create(form)));
  };
  const close = () => {
    setIsOpen(false);
    setResult(null);
  };
  return (
    <>
      <Button kind="solid" onClick={() => setIsOpen(true)}>
        Create key
      </Button>
      <Dialog
        isOpen={isOpen}
        // A secret that is shown once must not be lost to a stray key or click.
        onOpenChange={(open) => !open && secret === null && close()}
        wide={secret !== null}
        title={secret === null ? "Create an API key" : "Copy the key now"}
        description={
          secret === null
            ? "Give it a name that says who uses it, and only what it needs."
            : "It is shown this once. Only a hash of it is kept, so nobody can show it again."
        }
      >
        {secret === null ? (
          <CreateKeyForm onSubmit={submit} onCancel={close} isPending={isPending} refusal={refusalOf(result)} />
        ) : (
          <KeySecret secret={secret} onStored={close} />
        )}
      </Dialog>
    </>
  );
}

function refusalOf(result: KeyActionResult | null) {
  return result && !result.ok ? result : null;
}
