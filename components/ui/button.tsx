import { cva, type VariantProps } from "class-variance-authority";
import Link from "next/link";
import type { ComponentProps } from "react";
import { cn } from "../cn";

const look = cva("btn", {
  variants: {
    kind: { solid: "btn--solid", line: "btn--line", ghost: "btn--ghost", danger: "btn--danger" },
    size: { normal: "", big: "btn--big" },
    wide: { true: "btn--wide" },
  },
  defaultVariants: { kind: "line", size: "normal" },
});

type Look = VariantProps<typeof look>;

/** solid once a view, line for the rest, ghost in rows, danger only inside a confirmation. */
export function Button({ kind, size, wide, className, type = "button", ...props }: ComponentProps<"button"> & Look) {
  return <button type={type} className={cn(look({ kind, size, wide }), className)} {...props} />;
}

/** A link that looks like a button, because it leads to where something is done. */
export function LinkButton({ kind, size, wide, className, ...props }: ComponentProps<typeof Link> & Look) {
  return <Link className={cn(look({ kind, size, wide }), className)} {...props} />;
}

/** A button of an icon alone; `label` is its name. */
export function IconButton({
  label,
  className,
  type = "button",
  ...props
}: ComponentProps<"button"> & { label: string }) {
  return <button type={type} aria-label={label} title={label} className={cn("btn--icon", className)} {...props} />;
}
