import type { SyncState } from "@/lib/core/sync-run";
import { CheckIcon, RefreshIcon, WarningIcon } from "../ui/icons";

const looks: Record<SyncState, { className: string; Icon: typeof CheckIcon; label: string }> = {
  running: { className: "badge badge--in-transit", Icon: RefreshIcon, label: "Running" },
  complete: { className: "badge badge--paid", Icon: CheckIcon, label: "Done" },
  failed: { className: "badge badge--failed", Icon: WarningIcon, label: "Stopped" },
};

/** How a run ended, or that it has not. */
export function RunBadge({ state }: { state: SyncState }) {
  const { className, Icon, label } = looks[state];
  return (
    <span className={className}>
      <Icon />
      {label}
    </span>
  );
}
