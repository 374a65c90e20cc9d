"use client";

import { useRouter } from "next/navigation";
import { ConfirmButton } from "./confirm-button";
import type { PlainAct } from "./member-action";

type LeaveButtonProps = { organizationName: string; whyNot: string | null; leave: PlainAct };

/** Ends one's own membership and goes to the other organizations. */
export function LeaveButton({ organizationName, whyNot, leave }: LeaveButtonProps) {
  const router = useRouter();
  return (
    <ConfirmButton
      label="Leave…"
      name={`Leave ${organizationName}`}
      kind="line"
      whyNot={whyNot}
      title={`Leave ${organizationName}?`}
      description="You lose access at once. Only a new invitation brings you back."
      keep="Stay"
      act="Leave"
      pending="Leaving…"
      run={leave}
      done={`You left ${organizationName}.`}
      onDone={() => router.replace("/orgs")}
    />
  );
}
