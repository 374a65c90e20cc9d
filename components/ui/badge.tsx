import type { ReactNode } from "react";
import { isPayoutStatus, type PayoutStatus } from "@/lib/core/payout";
import { cn } from "../cn";
import { ArrowRightIcon, BanIcon, CheckIcon, ClockIcon, WarningIcon } from "./icons";

const looks: Record<PayoutStatus, { className: string; Icon: typeof ClockIcon; label: string }> = {
  pending: { className: "badge--pending", Icon: ClockIcon, label: "Pending" },
  in_transit: { className: "badge--in-transit", Icon: ArrowRightIcon, label: "In transit" },
  paid: { className: "badge--paid", Icon: CheckIcon, label: "Paid" },
  failed: { className: "badge--failed", Icon: WarningIcon, label: "Failed" },
  canceled: { className: "badge--canceled", Icon: BanIcon, label: "Canceled" },
};

/** The word for a payout's status; one that Stripe added later keeps its own name. */
export function payoutStatusLabel(status: string): string {
  return isPayoutStatus(status) ? looks[status].label : status;
}

/** A payout's status: icon, word and colour together. */
export function PayoutBadge({ status, label }: { status: string; label?: string }) {
  if (!isPayoutStatus(status)) return <Badge>{label ?? status}</Badge>;
  const { className, Icon } = looks[status];
  return (
    <span className={cn("badge", className)}>
      <Icon />
      {label ?? looks[status].label}
    </span>
  );
}

/** A state that is not a payout's; `checking` is for an outcome that is not known yet. */
export function Badge({ children, kind = "plain" }: { children: ReactNode; kind?: "plain" | "checking" | BadgeTone }) {
  return (
    <span className={cn("badge", tones[kind])}>
      {kind === "checking" && <ClockIcon />}
      {children}
    </span>
  );
}

type BadgeTone = "good" | "waiting" | "bad";
const tones: Record<BadgeTone | "plain" | "checking", string> = {
  plain: "badge--plain",
  checking: "badge--checking",
  good: "badge--paid",
  waiting: "badge--pending",
  bad: "badge--failed",
};
