import { globSync } from "node:fs";
import { apiOf } from "./api";
import { type DemoOrganization, demo } from "./demo";
import { expect, type Session, sessionOf, test } from "./fixtures";
import { eventOf } from "./post-event";

/** Every page of an organization, as its folder under `[org]` and its address. */
const folders = globSync("app/[[]org]/**/page.tsx")
  .map((file) => file.replace(/^app\/\[org\]/, "").replace(/\/page\.tsx$/, ""))
  .toSorted();
/** Pages that only lead to the first of several. */
const forwarding = ["/developers", "/settings"];
/** Pages about one thing, with the list of the API that names some. */
const lists: Record<string, string> = {
  "/payouts/[id]": "/api/payouts?limit=1",
  "/transactions/[id]": "/api/balance/transactions?limit=1",
};
const nowhere = ["00000000-0000-4000-8000-000000000000", "not-an-id", "po_1", "evt_1", "%00"];

const addressOf = (folder: string) => folder.replace(/\/\([a-z]+\)/, "");

async function idIn(organization: DemoOrganization, folder: string): Promise<string> {
  // The API has no list of events.
  if (folder === "/developers/events/[id]") return eventOf(organization);
  const path = lists[folder];
  if (!path) throw new Error(`How is one of ${folder} found? Add it to the lists.`);
  const [first] = (await apiOf(organization)("GET", path)).body.data as { id: string }[];
  if (!first) throw new Error(`${path} is empty.`);
  return first.id;
}

async function pathsOf(organization: DemoOrganization, ids: (folder: string) => Promise<string>): Promise<string[]> {
  const paths = folders.map(async (folder) => {
    const address = addressOf(folder);
    return `/${organization.slug}${address.includes("[id]") ? address.replace("[id]", await ids(folder)) : address}`;
  });
  return Promise.all(paths);
}

function ask(path: string, session: Session | null): Promise<Response> {
  const cookie = (session?.cookies ?? []).map(({ name, value }) => `${name}=${value}`).join("; ");
  return fetch(`${demo().url}${path}`, { redirect: "manual", headers: cookie ? { cookie } : {} });
}

test("every page lets its members in, of whatever role", async ({ browser, main }) => {
  expect(folders.length).toBeGreaterThan(15);
  const paths = await pathsOf(main, (folder) => idIn(main, folder));
  for (const role of ["owner", "viewer"] as const) {
    const session = await sessionOf(browser, main, role);
    for (const path of paths) {
      const response = await ask(path, session);
      const isForwarding = forwarding.some((end) => path === `/${main.slug}${end}`);
      expect(`${role} ${path} ${response.status}`).toBe(`${role} ${path} ${isForwarding ? 307 : 200}`);
    }
  }
});

test("no page lets anybody else in, and all say the same", async ({ browser, main, other }) => {
  const paths = await pathsOf(main, (folder) => idIn(main, folder));
  for (const path of paths) {
    const response = await ask(path, null);
    expect(`nobody ${path} ${response.status}`).toBe(`nobody ${path} 307`);
    expect(response.headers.get("location")).toContain("/sign-in?next=");
  }
  for (const role of ["owner", "viewer"] as const) {
    const session = await sessionOf(browser, other, role);
    for (const path of [...paths, "/nobody-at-all", "/nobody-at-all/payouts"]) {
      const response = await ask(path, session);
      expect(`stranger ${path} ${response.status}`).toBe(`stranger ${path} 404`);
      expect(await response.text(), path).not.toContain(main.accountIds[0] ?? "");
    }
  }
});

test("a foreign id is as unknown as one that does not exist", async ({ browser, main, other }) => {
  const session = await sessionOf(browser, other, "owner");
  for (const folder of folders.filter((name) => name.includes("[id]"))) {
    const foreign = await idIn(main, folder);
    for (const id of [foreign, ...nowhere]) {
      const response = await ask(`/${other.slug}${addressOf(folder).replace("[id]", id)}`, session);
      expect(`${folder} ${id} ${response.status}`).toBe(`${folder} ${id} 404`);
    }
  }
});
