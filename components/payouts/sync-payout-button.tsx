"use client";

import { useActionState, useEffect } from "react";
import { toast } from "sonner";
import { RefreshIcon } from "../ui/icons";

type SyncPayout = (previous: unknown, form: FormData) => Promise<{ ok: boolean; message?: string }>;

/** Reads one payout and its transactions from Stripe again, and says how that went. */
export function SyncPayoutButton({ payoutId, action }: { payoutId: string; action: SyncPayout }) {
  const [result, submit, isPending] = useActionState(action, null);
  useEffect(() => {
    if (result === null) return;
    if (result.ok) toast.success("Read again from Stripe.");
    else toast.error(result.message ?? "That did not work. Try again in a moment.");
  }, [result]);
  return (
    <form action={submit}>
      <input type="hidden" name="id" value={payoutId} />
      <button type="submit" className="btn btn--line" aria-disabled={isPending || undefined}>
        <RefreshIcon className={isPending ? "motion-safe:animate-spin" : ""} />
        {isPending ? "Reading…" : "Sync again"}
      </button>
    </form>
  );
}
