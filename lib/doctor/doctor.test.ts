import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createStripeEmulator, type StripeEmulator } from "@/e2e/stripe/emulator";
import { createStripe } from "../stripe/client";
import { createPlatform, type Platform, stripeApiVersion } from "../stripe/platform";
import { handledEventTypes } from "../webhooks/handlers";
import { checkAddress } from "./check-address";
import { checkKey } from "./check-key";
import { checkWebhookEndpoints } from "./check-webhook-endpoints";

const appUrl = "https://money.example.com";
const address = `${appUrl}/api/webhooks/stripe`;

let emulator: StripeEmulator;
let platform: Platform;
const platformWith = (secretKey: string) =>
  createPlatform(createStripe({ secretKey, fetch: (input, init) => emulator.fetch(new Request(input, init)) }));
beforeAll(() => {
  emulator = createStripeEmulator({ preset: "tiny" });
  platform = platformWith(emulator.world.secretKey);
});
afterAll(() => emulator.clearFaults());

const states = (findings: readonly { subject: string; state: string }[]) =>
  Object.fromEntries(findings.map(({ subject, state }) => [subject, state]));

describe("checkKey", () => {
  it("is content with a key that Stripe takes", async () => {
    const findings = await checkKey(platform, { livemode: false });
    expect(states(findings)).toEqual({ "Key mode": "ok", "Stripe key": "ok", Connect: "ok" });
    expect(findings[0]?.says).toMatch(/^Test/);
  });

  it("says what to do about a key that Stripe refuses, and never shows it", async () => {
    const findings = await checkKey(platformWith("sk_test_wrong"), { livemode: false });
    expect(states(findings)).toEqual({ "Key mode": "ok", "Stripe key": "missing" });
    expect(JSON.stringify(findings)).not.toContain("sk_test_wrong");
  });

  it("does not blame the key when Stripe is down", async () => {
    emulator.setFaults([{ kind: "status", status: 500 }]);
    const findings = await checkKey(platform, { livemode: false });
    emulator.clearFaults();
    expect(findings.at(-1)).toMatchObject({ state: "missing", mend: expect.stringContaining("status.stripe.com") });
  });
});

describe("checkWebhookEndpoints", () => {
  const check = (secretCount = 2) => checkWebhookEndpoints(platform, { appUrl, secretCount });
  const add = (connect: boolean, more: { enabledEvents?: string[]; apiVersion?: string } = {}) =>
    emulator.addWebhookEndpoint({ url: address, connect, ...more });

  it("goes from nothing to all well, step by step", async () => {
    expect(await check()).toMatchObject([{ state: "missing", mend: expect.stringContaining(address) }]);

    add(false, { enabledEvents: ["payout.paid"], apiVersion: "2020-08-27" });
    const one = await check(0);
    expect(states(one)).toEqual({
      Webhooks: "warning",
      "Webhook secrets": "missing",
      "Webhook events": "missing",
      "Webhook version": "warning",
    });
    expect(one[2]?.says).toContain("payout.failed");
    expect(one[2]?.says).not.toContain("payout.paid");

    add(true, { enabledEvents: [...handledEventTypes], apiVersion: stripeApiVersion });
    expect(states(await check(1))).toMatchObject({
      Webhooks: "ok",
      "Webhook secrets": "missing",
      "Webhook events": "ok",
    });
    expect(states(await check(2))).toMatchObject({ "Webhook secrets": "ok" });
  });
});

describe("checkAddress", () => {
  const answering = async (status: number, body: string, check: (url: string) => Promise<void>) => {
    const server = createServer((_, response) => response.writeHead(status).end(body));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
    await check(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    await new Promise((resolve) => server.close(resolve));
  };

  it.each([
    [200, '{"status":"ok"}', "ok"],
    [200, '{"status":"degraded"}', "warning"],
    [200, '{"hello":"world"}', "missing"],
    [500, '{"status":"ok"}', "missing"],
    [200, "<html>", "missing"],
  ])("judges an answer of %i with %s as %s", async (status, body, state) => {
    await answering(status, body, async (url) => {
      expect(states(await checkAddress(url))).toEqual({ Address: "warning", Application: state });
    });
  });

  it("says when nobody answers", async () => {
    expect(states(await checkAddress("http://127.0.0.1:1"))).toEqual({ Address: "warning", Application: "missing" });
  });

  it("is content with https", async () => {
    const ask = async () => Response.json({ status: "ok" });
    expect(states(await checkAddress(appUrl, ask))).toEqual({ Address: "ok", Application: "ok" });
  });
});
