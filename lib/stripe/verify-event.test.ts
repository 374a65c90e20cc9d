import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { verifyEvent } from "./verify-event";

const now = new Date("2026-11-22T12:00:00Z");
const nowSeconds = now.getTime() / 1000;
const secrets = ["whsec_current", "whsec_next"];
const rawBody = JSON.stringify({ id: "evt_1", object: "event", type: "payout.paid", data: { object: { id: "po_1" } } });

const sign = (body: string, secret: string, t: number) =>
  createHmac("sha256", secret).update(`${t}.${body}`).digest("hex");
const header = ({ body = rawBody, secret = "whsec_current", t = nowSeconds, scheme = "v1" } = {}) =>
  `t=${t},${scheme}=${sign(body, secret, t)}`;

describe("verifyEvent", () => {
  it("accepts an event signed with any of the secrets", async () => {
    for (const secret of secrets) {
      const event = await verifyEvent({ rawBody, signature: header({ secret }), secrets, now });
      expect(event.id).toBe("evt_1");
    }
  });

  it("accepts several signatures of which one fits", async () => {
    const signature = `${header({ secret: "whsec_retired" })},v1=${sign(rawBody, "whsec_next", nowSeconds)}`;
    expect((await verifyEvent({ rawBody, signature, secrets, now })).type).toBe("payout.paid");
  });

  it("accepts five minutes of age and of clock ahead", async () => {
    for (const t of [nowSeconds - 300, nowSeconds + 300]) {
      await expect(verifyEvent({ rawBody, signature: header({ t }), secrets, now })).resolves.toBeDefined();
    }
  });

  it.each([
    ["no signature", null],
    ["an empty signature", ""],
    ["something else", "hello"],
    ["a time that is no number", `t=soon,v1=${sign(rawBody, "whsec_current", nowSeconds)}`],
    ["a signed time that is no number", header({ t: Number.NaN })],
    ["a signed time with a fraction", header({ t: nowSeconds + 0.5 })],
    ["two equal times", `t=${nowSeconds},${header()}`],
    ["another secret", header({ secret: "whsec_other" })],
    ["an old time", header({ t: nowSeconds - 301 })],
    ["a time ahead", header({ t: nowSeconds + 301 })],
    ["a time a year ahead", header({ t: nowSeconds + 31_536_000 })],
    ["the scheme of test tools", header({ scheme: "v0" })],
    ["a signature of another body", header({ body: rawBody.replace("po_1", "po_2") })],
    ["a second time that is old but not signed", `t=${nowSeconds - 1},${header()},t=${nowSeconds + 900}`],
  ])("refuses %s", async (_, signature) => {
    await expect(verifyEvent({ rawBody, signature, secrets, now })).rejects.toMatchObject({
      code: "invalid_signature",
    });
  });

  it("refuses one changed byte", async () => {
    const changed = rawBody.replace("payout.paid", "payout.pair");
    await expect(verifyEvent({ rawBody: changed, signature: header(), secrets, now })).rejects.toMatchObject({
      code: "invalid_signature",
    });
  });

  it("refuses everything when there is no secret, or only a blank one", async () => {
    for (const none of [[], [""], [" "]]) {
      const signature = header({ secret: none[0] ?? "" });
      await expect(verifyEvent({ rawBody, signature, secrets: none, now })).rejects.toMatchObject({
        code: "invalid_signature",
      });
    }
  });

  it("refuses a signed body that is no JSON, no object or another kind of notification", async () => {
    for (const body of ["not json", "null", "[]", '{"object":"v2.core.event"}', '{"id":"evt_1"}']) {
      await expect(verifyEvent({ rawBody: body, signature: header({ body }), secrets, now })).rejects.toMatchObject({
        code: "invalid_request",
      });
    }
  });
});
