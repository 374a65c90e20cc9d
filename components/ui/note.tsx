import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "../cn";
import { InfoIcon, WarningIcon } from "./icons";

/** A remark inside a page: waiting (look), bad (short, stopped, failed) or plain. With `role="alert"` it is read out. */
export function Note({
  kind = "waiting",
  role,
  className,
  children,
}: {
  kind?: "waiting" | "bad" | "plain";
  role?: "alert" | "status";
  className?: string;
  children: ReactNode;
}) {
  const Icon = kind === "plain" ? InfoIcon : WarningIcon;
  return (
    <div
      role={role}
      className={cn("note", kind === "bad" && "note--bad", kind === "plain" && "note--plain", className)}
    >
      <Icon />
      <div>{children}</div>
    </div>
  );
}

export type AlertItem = {
  readonly id: string;
  readonly kind: "bad" | "waiting";
  readonly title: string;
  readonly text: string;
  readonly action: { readonly href: string; readonly label: string } | null;
};

/** Things that need a person, worst first, above everything else on the page. Renders nothing when there are none. */
export function AlertStrip({ alerts, shown = 3 }: { alerts: readonly AlertItem[]; shown?: number }) {
  if (alerts.length === 0) return null;
  const rest = alerts.slice(shown);
  return (
    <section className="alerts" aria-label="Alerts">
      {alerts.slice(0, shown).map((alert) => (
        <Alert key={alert.id} {...alert} />
      ))}
      {rest.length > 0 && (
        <details className="alerts__more">
          <summary>Show {rest.length} more</summary>
          {rest.map((alert) => (
            <Alert key={alert.id} {...alert} />
          ))}
        </details>
      )}
    </section>
  );
}

function Alert({ kind, title, text, action }: AlertItem) {
  return (
    <div className={cn("alert", kind === "waiting" && "alert--waiting")}>
      {kind === "bad" ? <WarningIcon /> : <InfoIcon />}
      <p>
        <b>{title}</b> {text}
      </p>
      {action && (
        <Link className="link" href={action.href}>
          {action.label}
        </Link>
      )}
    </div>
  );
}
