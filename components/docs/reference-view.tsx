import type { Reference } from "@/lib/core/reference";
import { CodeBlock } from "./code-block";
import { FieldsTable } from "./fields-table";
import { OperationView } from "./operation-view";

/** The reference of the REST API, with its contents beside it. */
export function ReferenceView({ reference: { baseUrl, groups, objects } }: { reference: Reference }) {
  return (
    <div className="docs">
      <nav className="docs__contents" aria-label="Contents">
        {groups.map(({ name, operations }) => (
          <div key={name}>
            <a href={`#${name}`} className="strong">
              {name}
            </a>
            {operations.map(({ id, summary }) => (
              <a key={id} href={`#${id}`}>
                {summary}
              </a>
            ))}
          </div>
        ))}
        <div>
          <a href="#objects" className="strong">
            Objects
          </a>
          <a href="/docs/errors">Errors</a>
          <a href="/api/openapi.json">openapi.json</a>
        </div>
      </nav>
      <div className="docs__text">
        <Basics baseUrl={baseUrl} />
        {groups.map(({ name, operations }) => (
          <section key={name} id={name} className="section" aria-labelledby={`${name}-head`}>
            <h2 id={`${name}-head`}>{name}</h2>
            {operations.map((operation) => (
              <OperationView key={operation.id} operation={operation} />
            ))}
          </section>
        ))}
        <section id="objects" className="section" aria-labelledby="objects-head">
          <h2 id="objects-head">Objects</h2>
          {objects.map(({ name, fields }) => (
            <article key={name} id={name} className="docs-op" aria-labelledby={`${name}-object`}>
              <h3 id={`${name}-object`}>{name}</h3>
              <FieldsTable caption={`Members of ${name}`} fields={fields} />
            </article>
          ))}
        </section>
      </div>
    </div>
  );
}

function Basics({ baseUrl }: { baseUrl: string }) {
  return (
    <div className="docs-basics">
      <p>
        Send a key of your organization as a bearer token. It works for that organization alone, with the scopes it was
        given. Bodies and answers are JSON in UTF-8.
      </p>
      <CodeBlock
        label="A first call"
        text={`curl "${baseUrl}/api/balance" \\\n  -H "Authorization: Bearer $PENNYPROOF_KEY"`}
      />
      <ul>
        <li>
          Amounts are whole numbers of minor units beside a currency: <code>124000</code> with <code>usd</code> is
          $1,240.00, and with <code>jpy</code> ¥124,000. Currencies are never added together.
        </li>
        <li>
          Moments are in UTC with a <code>Z</code>. A date without a time is a whole day in <code>timezone</code>, or
          else in the organization's own zone.
        </li>
        <li>
          Lists come as <code>data</code> and <code>pagination</code>; give <code>nextCursor</code> as{" "}
          <code>cursor</code>, or follow the header <code>Link</code>.
        </li>
        <li>
          A parameter that does not exist is refused and not passed over. Answers may gain members; none is taken away
          or changes its meaning.
        </li>
        <li>
          Every answer has a <code>Request-Id</code>; quote it when asking about one. <code>RateLimit</code> tells what
          is left of the policy, and <code>Retry-After</code> how many seconds to wait.
        </li>
        <li>
          Refusals are{" "}
          <a className="link" href="/docs/errors">
            problem details
          </a>{" "}
          with a code, a sentence, and every fault at once.
        </li>
      </ul>
    </div>
  );
}
