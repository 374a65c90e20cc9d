import type { ComponentProps, ReactNode } from "react";
import { cn } from "../cn";
import { ChevronDownIcon } from "./icons";

type FieldProps = {
  /** Of the control inside; hint and error are `${id}-hint` and `${id}-error`. */
  id: string;
  label: ReactNode;
  /** At the end of the label's line, such as a link. */
  aside?: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  className?: string;
  children: ReactNode;
};

/** A labelled control with its hint and its error below; give the control `describedBy(id, …)`. */
export function Field({ id, label, aside, hint, error, className, children }: FieldProps) {
  return (
    <div className={cn("field", className)}>
      <div className="flex justify-between gap-3">
        <label htmlFor={id}>{label}</label>
        {aside}
      </div>
      {children}
      {hint && (
        <div id={`${id}-hint`} className="hint">
          {hint}
        </div>
      )}
      {error && (
        <p id={`${id}-error`} className="error">
          {error}
        </p>
      )}
    </div>
  );
}

/** The value of `aria-describedby` for a control inside a Field. */
export function describedBy(id: string, { hint, error }: { hint?: unknown; error?: unknown }): string | undefined {
  const ids = [error ? `${id}-error` : null, hint ? `${id}-hint` : null].filter((part) => part !== null);
  return ids.length > 0 ? ids.join(" ") : undefined;
}

type InputProps = ComponentProps<"input"> & { lead?: ReactNode; trail?: ReactNode; big?: boolean; bad?: boolean };

/** A text input; `lead` and `trail` stand inside its frame, such as a currency sign or a Max button. */
export function Input({ lead, trail, big, bad, className, ...props }: InputProps) {
  return (
    <div className={cn("input", big && "input--big", bad && "input--bad", className)}>
      {lead}
      <input aria-invalid={bad || undefined} {...props} />
      {trail}
    </div>
  );
}

/** The browser's own select, which is the best one on a phone. */
export function Select({ bad, className, children, ...props }: ComponentProps<"select"> & { bad?: boolean }) {
  return (
    <div className={cn("input", bad && "input--bad", className)}>
      <select aria-invalid={bad || undefined} {...props}>
        {children}
      </select>
      <ChevronDownIcon className="pointer-events-none" />
    </div>
  );
}

type TextFieldProps = Omit<InputProps, "id"> & Pick<FieldProps, "id" | "label" | "aside" | "hint" | "error">;

/** Field and Input together, tied by `aria-describedby`. */
export function TextField({ id, label, aside, hint, error, ...props }: TextFieldProps) {
  return (
    <Field id={id} label={label} aside={aside} hint={hint} error={error}>
      <Input id={id} bad={Boolean(error)} aria-describedby={describedBy(id, { hint, error })} {...props} />
    </Field>
  );
}
