type Client = { query: unknown; release(isBroken: boolean): void };
type Pool<One extends Client> = { on(event: "acquire", listener: (client: One) => void): unknown };

/**
 * Gives a connection back whose transaction did not even begin: the query builder takes one for each transaction and
 * sees to it only from then on, so that each one lost at that moment would be missing for ever, and with the last of
 * them everything would stand still.
 */
export function returnUnbegun<One extends Client>(pool: Pool<One>): void {
  pool.on("acquire", (client) => {
    const query = client.query;
    if (typeof query !== "function") return;
    const own = Object.getOwnPropertyDescriptor(client, "query");
    const first = (...asked: unknown[]): unknown => {
      if (own) Object.defineProperty(client, "query", own);
      else Reflect.deleteProperty(client, "query");
      const answer: unknown = Reflect.apply(query, client, asked);
      if (isBegin(asked[0]) && answer instanceof Promise) answer.catch(() => client.release(true));
      return answer;
    };
    Object.defineProperty(client, "query", { value: first, configurable: true, writable: true });
  });
}

function isBegin(asked: unknown): boolean {
  return typeof asked === "object" && asked !== null && "text" in asked && /^begin\b/.test(String(asked.text));
}
