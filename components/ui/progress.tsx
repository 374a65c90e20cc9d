/** How far something has come, 0 to 1, or null when nobody knows. Put the same in words beside it. */
export function Progress({ value, label }: { value: number | null; label: string }) {
  return <progress aria-label={label} {...(value === null ? {} : { value, max: 1 })} />;
}
