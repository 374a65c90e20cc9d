/** One thing a set-up needs: how it stands, and what mends it. Never holds a secret. */
export type Finding = {
  /** What was looked at, such as `Database` or `Webhook events`. */
  readonly subject: string;
  /** ok: as it should be. warning: it works, but not for long or not for all. missing: it does not work. */
  readonly state: "ok" | "warning" | "missing";
  readonly says: string;
  /** A command or an act that mends it. */
  readonly mend?: string;
};

export function ok(subject: string, says: string): Finding {
  return { subject, state: "ok", says };
}

export function warning(subject: string, says: string, mend: string): Finding {
  return { subject, state: "warning", says, mend };
}

export function missing(subject: string, says: string, mend: string): Finding {
  return { subject, state: "missing", says, mend };
}
