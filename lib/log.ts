type Fields = Record<string, string | number | boolean | null | undefined>;

export type Log = {
  info(message: string, fields?: Fields): void;
  warn(message: string, fields?: Fields): void;
  error(message: string, error: unknown, fields?: Fields): void;
};

const secrets = /(sk|rk|whsec|pnp)_[A-Za-z0-9_]{6,}|postgres(ql)?:\/\/[^\s"']+|Bearer\s+[^\s"']+/g;

/** Takes keys, secrets, bearer tokens and database addresses out of a text. */
export function redact(text: string): string {
  return text.replace(secrets, "[redacted]");
}

/** One JSON line per entry on the given writer; secrets are taken out of every text. */
export function createLog(write: (line: string) => void = (line) => console.error(line)): Log {
  const entry = (level: string, message: string, fields: Fields = {}) =>
    write(redact(JSON.stringify({ level, message, at: new Date().toISOString(), ...fields })));
  return {
    info: (message, fields) => entry("info", message, fields),
    warn: (message, fields) => entry("warn", message, fields),
    error: (message, error, fields) => entry("error", message, { ...fields, ...describeError(error) }),
  };
}

function describeError(error: unknown): Fields {
  if (!(error instanceof Error)) return { error: String(error) };
  const cause = error.cause instanceof Error ? error.cause.message : undefined;
  return { error: error.message, name: error.name, cause, stack: error.stack };
}
