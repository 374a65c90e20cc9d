import { AsyncLocalStorage } from "node:async_hooks";
import type Stripe from "stripe";

type HttpClient = NonNullable<ConstructorParameters<typeof Stripe>[1]>["httpClient"];
export type Sendings = { count: number };

const current = new AsyncLocalStorage<Sendings>();

/** Does the work of one call and counts the requests that go out for it: the library repeats some by itself. */
export function countSendings<T>(sendings: Sendings, work: () => Promise<T>): Promise<T> {
  return current.run(sendings, work);
}

/** A client whose requests are counted, whoever of {@link countSendings} they go out for. */
export function counted<Client extends NonNullable<HttpClient>>(client: Client): Client {
  const send = client.makeRequest.bind(client);
  const makeRequest: typeof send = (...request) => {
    const sendings = current.getStore();
    if (sendings) sendings.count++;
    return send(...request);
  };
  return Object.assign(client, { makeRequest });
}
