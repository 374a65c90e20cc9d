import type { ReferenceAnswer, ReferenceField, ReferenceOperation } from "@/lib/core/reference";
import { Facts } from "../ui/facts";
import { CodeBlock } from "./code-block";
import { CodeWords } from "./code-words";
import { FieldsTable } from "./fields-table";

/** One method of one address: what it does, what it takes, and everything it may answer. */
export function OperationView({ operation }: { operation: ReferenceOperation }) {
  const { id, method, path, summary, words, facts, parameters, body, curl, answers, refusals } = operation;
  return (
    <article className="docs-op" id={id} aria-labelledby={`${id}-head`}>
      <h3 id={`${id}-head`}>{summary}</h3>
      <p className="docs-op__address">
        <b>{method}</b> <code>{path}</code>
      </p>
      <p>
        <CodeWords text={words} />
      </p>
      <Facts className="docs-facts" facts={facts.map(({ label, value }) => ({ label, value: <code>{value}</code> }))} />
      <Fields title="Parameters" of={summary} fields={parameters} />
      <Fields title="Body" of={summary} fields={body} />
      <CodeBlock label={`${summary}: a call`} text={curl} />
      {answers.map((answer) => (
        <AnswerView key={answer.status} of={summary} answer={answer} />
      ))}
      <p className="docs-refusals">
        Refusals:{" "}
        {refusals.map(({ status, codes }) => (
          <span key={status}>
            <b>{status}</b>{" "}
            {codes.map((code) => (
              <a key={code} className="link" href={`/docs/errors#${code}`}>
                {code}
              </a>
            ))}
          </span>
        ))}
      </p>
    </article>
  );
}

function Fields({ title, of, fields }: { title: string; of: string; fields: readonly ReferenceField[] }) {
  if (fields.length === 0) return null;
  return (
    <>
      <h4>{title}</h4>
      <FieldsTable caption={`${of}: ${title.toLowerCase()}`} fields={fields} />
    </>
  );
}

function AnswerView({ of, answer: { status, words, holds, example } }: { of: string; answer: ReferenceAnswer }) {
  return (
    <div className="docs-answer">
      <p>
        <b>{status}</b> <CodeWords text={words} />{" "}
        {holds && example !== null && (
          <a className="link" href={`#${holds}`}>
            {holds}
          </a>
        )}
      </p>
      {example !== null && (
        <details>
          <summary>Example</summary>
          <CodeBlock label={`${of}: an answer with ${status}`} text={example} />
        </details>
      )}
    </div>
  );
}
