/** What a column's head says, where a phone has no head; for cells of class `fact`. */
export function CellLabel({ children }: { children: string }) {
  return <span className="show-s muted">{children}</span>;
}
