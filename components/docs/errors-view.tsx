import { errorWords, isErrorCode } from "@/lib/core/error-words";
import { errorCodes } from "@/lib/core/errors";
import { Facts } from "../ui/facts";
import { CodeWords } from "./code-words";

/** Every code a refusal can have: its status, what it means for the money, and what to do. Each has an address. */
export function ErrorsView() {
  return Object.entries(errorWords).map(([code, { meaning, money, remedy }]) => (
    <article key={code} id={code} className="docs-error" aria-labelledby={`${code}-head`}>
      <h2 id={`${code}-head`}>
        <code>{code}</code> <span className="muted">{statusOf(code)}</span>
      </h2>
      <p>
        <CodeWords text={meaning} />
      </p>
      <Facts
        facts={[
          { label: "Money", value: money },
          { label: "What to do", value: <CodeWords text={remedy} /> },
        ]}
      />
    </article>
  ));
}

function statusOf(code: string): number | null {
  return isErrorCode(code) ? errorCodes[code].status : null;
}
