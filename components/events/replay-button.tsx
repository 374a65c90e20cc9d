"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { toast } from "sonner";
import { Button } from "../ui/button";
import type { ReplayEvent } from "./event-action";

type ReplayButtonProps = {
  id: string;
  /** Where several stand in a list, each says which one it is about. */
  name?: string;
  kind?: "line" | "ghost";
  replay: ReplayEvent;
};

/** Acts on an event once more and says how it went. It needs no question, since a replay only reads at Stripe. */
export function ReplayButton({ id, name, kind = "line", replay }: ReplayButtonProps) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const act = () =>
    startTransition(async () => {
      const result = await replay({ id }).catch(() => null);
      if (result === null) toast.error("There was no answer. The event's state will show how it went.");
      else if (!result.ok) toast.error(result.message);
      else if (result.data.state === "done") toast.success("Replayed: what the event announced is up to date.");
      else toast.error(typeof result.data.lastError === "string" ? result.data.lastError : "It is not done yet.");
      router.refresh();
    });
  return (
    <Button
      kind={kind}
      aria-label={name === undefined ? undefined : `Replay ${name}`}
      aria-disabled={isPending || undefined}
      onClick={() => !isPending && act()}
    >
      {isPending ? "Replaying…" : "Replay"}
    </Button>
  );
}
