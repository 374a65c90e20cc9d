"use client";

import { useRouter } from "next/navigation";
import { useRef, useState, useTransition } from "react";
import { toast } from "sonner";
import { formatMoney, type Money } from "@/lib/core/money";
import { Button } from "../ui/button";
import { Dialog, DialogActions } from "../ui/dialog";
import { Note } from "../ui/note";
import type { FormResult } from "./payout-refusal";

type CancelPayoutButtonProps = {
  payoutId: string;
  amount: Money;
  action: (input: { id: string }) => Promise<FormResult>;
};

/** Asks before it cancels; the safe answer has the focus. Whatever Stripe says, the page is read again. */
export function CancelPayoutButton({ payoutId, amount, action }: CancelPayoutButtonProps) {
  const router = useRouter();
  const keepRef = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isCanceling, startCanceling] = useTransition();
  const text = formatMoney(amount);

  const cancel = () =>
    startCanceling(async () => {
      const result = await ask(action, payoutId);
      if (result.ok || result.code === "payout_not_cancelable") setIsOpen(false);
      if (result.ok) toast.success(`Payout of ${text} canceled. The money is back in your available balance.`);
      else if (result.code === "payout_not_cancelable") toast.error(result.message);
      else setRefusal(result.message);
      router.refresh();
    });

  return (
    <>
      <Button
        onClick={() => {
          setRefusal(null);
          setIsOpen(true);
        }}
      >
        Cancel payout…
      </Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title={`Cancel this ${text} payout?`}
        description="The money returns to your available balance. This can't be undone."
        onOpenAutoFocus={(event) => {
          event.preventDefault();
          keepRef.current?.focus();
        }}
      >
        {refusal && (
          <Note kind="bad" role="alert">
            {refusal}
          </Note>
        )}
        <DialogActions>
          <Button ref={keepRef} onClick={() => setIsOpen(false)}>
            Keep payout
          </Button>
          <Button kind="danger" onClick={cancel} disabled={isCanceling}>
            {isCanceling ? "Canceling…" : "Cancel payout"}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}

async function ask(action: CancelPayoutButtonProps["action"], id: string): Promise<FormResult> {
  try {
    return await action({ id });
  } catch {
    // The request or its answer was lost; the page that is read again shows how things stand.
    return {
      ok: false,
      code: "no_answer",
      message: "There was no answer. The payout may or may not have been canceled; its status will show.",
    };
  }
}
