/** PostgreSQL keeps neither NUL nor half a surrogate pair; both would break a statement that carries them. */
export function isStorableText(text: string): boolean {
  return !text.includes("\u0000") && text.isWellFormed();
}
