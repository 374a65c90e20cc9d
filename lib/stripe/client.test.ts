import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createStripe } from "./client";

let origin: string;
const seen: { url: string; headers: IncomingHttpHeaders }[] = [];
const server = createServer((request, response) => {
  seen.push({ url: request.url ?? "", headers: request.headers });
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ object: "balance", available: [], pending: [], livemode: false }));
});
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe("createStripe", () => {
  it("speaks to the origin it is given, with the key, the account and the library's version", async () => {
    const stripe = createStripe({ secretKey: "sk_test_1", apiBase: origin });
    await stripe.balance.retrieve({}, { stripeAccount: "acct_1" });
    expect(seen.at(-1)).toMatchObject({
      url: "/v1/balance",
      headers: { authorization: "Bearer sk_test_1", "stripe-account": "acct_1", "stripe-version": "2026-10-28.endive" },
    });
  });

  it("sends no figures about earlier requests", async () => {
    const stripe = createStripe({ secretKey: "sk_test_1", apiBase: origin });
    await stripe.balance.retrieve({}, { stripeAccount: "acct_1" });
    await stripe.balance.retrieve({}, { stripeAccount: "acct_1" });
    expect(seen.at(-1)?.headers["x-stripe-client-telemetry"]).toBeUndefined();
  });

  it("answers in process when given a way to", async () => {
    const urls: string[] = [];
    const stripe = createStripe({
      secretKey: "sk_test_1",
      fetch: async (input) => {
        urls.push(String(input));
        return Response.json({ object: "balance", available: [], pending: [], livemode: false });
      },
    });
    await stripe.balance.retrieve({}, { stripeAccount: "acct_1" });
    expect(urls).toEqual(["https://api.stripe.com/v1/balance"]);
  });

  it("keeps to https and its port when the origin names none", async () => {
    const stripe = createStripe({
      secretKey: "sk_test_1",
      apiBase: "https://stripe.internal.example",
      fetch: async (input) => Response.json({ url: String(input) }),
    });
    expect(await stripe.balance.retrieve({}, { stripeAccount: "acct_1" })).toMatchObject({
      url: expect.stringMatching(/^https:\/\/stripe\.internal\.example(:443)?\/v1\/balance$/),
    });
  });
});
