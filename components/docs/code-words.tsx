/** A sentence in which what stands between backticks is code. */
export function CodeWords({ text }: { text: string }) {
  return text.split("`").map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence keep their order.
      <code key={index}>{part}</code>
    ) : (
      part
    ),
  );
}
