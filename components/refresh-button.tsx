"use client";

import { useActionState, useEffect } from "react";
import { toast } from "sonner";
import { RefreshIcon } from "./ui/icons";

type Refresh = (previous: unknown, formData: FormData) => Promise<{ ok: boolean; message?: string }>;

/** Reads figures afresh; says when it is done to those who cannot see it, and why when it is not. */
export function RefreshButton({ action, label }: { action: Refresh; label: string }) {
  const [result, submit, isPending] = useActionState(action, null);
  useEffect(() => {
    if (result && !result.ok) toast.error(result.message ?? "That did not work. Try again in a moment.");
  }, [result]);
  return (
    <form action={submit} className="contents">
      <button
        type="submit"
        className="btn--icon"
        aria-label={label}
        title={label}
        aria-disabled={isPending || undefined}
      >
        <RefreshIcon className={isPending ? "motion-safe:animate-spin" : ""} />
      </button>
      <span role="status" className="sr-only">
        {isPending ? "Reading…" : result?.ok ? "Up to date" : ""}
      </span>
    </form>
  );
}
