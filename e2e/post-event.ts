import { createHmac } from "node:crypto";
import { type DemoOrganization, demo } from "./demo";

type Said = { id: string; type: string; object: Record<string, unknown> };

/** Tells the product of something at Stripe, signed as Stripe would; of the organization's first account. */
export async function postEvent({ accountIds }: DemoOrganization, { id, type, object }: Said): Promise<void> {
  const t = Math.floor(Date.now() / 1000);
  const body = JSON.stringify({
    id,
    object: "event",
    api_version: "2026-10-28.endive",
    created: t,
    type,
    livemode: false,
    account: accountIds[0],
    data: { object },
  });
  const [secret = ""] = demo().webhookSecret.split(",");
  const v1 = createHmac("sha256", secret).update(`${t}.${body}`).digest("hex");
  const response = await fetch(`${demo().url}/api/webhooks/stripe`, {
    method: "POST",
    headers: { "content-type": "application/json", "stripe-signature": `t=${t},v1=${v1}` },
    body,
  });
  if (!response.ok) throw new Error(`The webhook route answered ${response.status}.`);
}

/** The id of an event that the organization has from now on; nothing depends on its type, so nothing comes of it. */
export async function eventOf(organization: DemoOrganization): Promise<string> {
  const id = `evt_ofNothing${organization.id.replaceAll(/\W/g, "")}`;
  await postEvent(organization, { id, type: "product.updated", object: { id: "prod_1", object: "product" } });
  return id;
}
