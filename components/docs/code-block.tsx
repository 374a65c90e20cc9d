import { ScrollRegion } from "../scroll-region";

/** Text for programs. It scrolls by itself when a line is longer than the page is wide. */
export function CodeBlock({ label, text }: { label: string; text: string }) {
  return (
    <ScrollRegion className="docs-code" label={label}>
      <pre>
        <code>{text}</code>
      </pre>
    </ScrollRegion>
  );
}
