import { apiOf } from "./api";
import type { DemoOrganization } from "./demo";
import { eventOf } from "./post-event";

/** The address of every page of an organization, with a payout and a transaction that exist. */
export async function pagesOf(organization: DemoOrganization): Promise<string[]> {
  const api = apiOf(organization);
  const idOf = async (path: string) => {
    const [first] = (await api("GET", path)).body.data as { id: string }[];
    if (!first) throw new Error(`The demo has nothing at ${path}.`);
    return first.id;
  };
  const [, daily] = organization.accountIds;
  const paid = await idOf(`/api/payouts?limit=1&status=paid&accountId=${daily}&sort=created`);
  const failed = await idOf("/api/payouts?limit=1&status=failed");
  const transaction = await idOf("/api/balance/transactions?limit=1");
  // Ten rows show all that a long list would.
  const lists = ["/transactions?limit=10", "/payouts?limit=10", "/payouts?status=failed&q=nothing", "/sync?limit=10"];
  const details = [`/transactions/${transaction}`, `/payouts/${paid}`, `/payouts/${failed}`];
  const reports = ["revenue", "fees", "customers"].map((name) => `/reports/${name}`);
  const developers = [
    "/developers/keys",
    "/developers/events?limit=10",
    `/developers/events/${await eventOf(organization)}`,
  ];
  const settings = ["/settings/general", "/settings/members"];
  const paths = ["", "/balance", ...lists, ...details, ...reports, "/payouts/new", ...developers, ...settings];
  return ["/orgs", ...paths.map((path) => `/${organization.slug}${path}`)];
}
