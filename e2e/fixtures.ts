import { type Browser, test as base, expect, type Page } from "@playwright/test";
import { type DemoOrganization, type DemoPerson, demo } from "./demo";

export { expect };

/** Signs a person in through the form, as they would, and waits until the organization's overview is there. */
export async function signIn(page: Page, person: DemoPerson, organization: DemoOrganization): Promise<void> {
  await page.goto(`/sign-in?next=${encodeURIComponent(`/${organization.slug}`)}`);
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => url.pathname === `/${organization.slug}`);
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
}

/** The person of that role in the demo. */
export function personOf(organization: DemoOrganization, role: DemoPerson["role"]): DemoPerson {
  const person = organization.people.find((candidate) => candidate.role === role);
  if (!person) throw new Error(`The demo has no ${role} in ${organization.slug}.`);
  return person;
}

export type Session = Awaited<ReturnType<ReturnType<Page["context"]>["storageState"]>>;

const sessions = new Map<string, Session>();

/** What a browser holds once the person has signed in; the form is filled in once for all journeys of a run. */
export async function sessionOf(
  browser: Browser,
  organization: DemoOrganization,
  role: DemoPerson["role"],
): Promise<Session> {
  const person = personOf(organization, role);
  const known = sessions.get(person.email);
  if (known) return known;
  const context = await browser.newContext({ baseURL: demo().url });
  await signIn(await context.newPage(), person, organization);
  const session = await context.storageState();
  await context.close();
  sessions.set(person.email, session);
  return session;
}

/** Everything the browser complains of on the page from now on. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(`${page.url()}: ${message.text()}`);
  });
  return complaints;
}

type Fixtures = {
  main: DemoOrganization;
  other: DemoOrganization;
  /** A page on which the main organization's owner has signed in. */
  ownerPage: Page;
  /** A page on which the main organization's viewer has signed in. */
  viewerPage: Page;
};

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to learn what a fixture needs.
  main: async ({}, use) => use(demo().organizations[0]),
  // biome-ignore lint/correctness/noEmptyPattern: it needs none, and the pattern is how Playwright learns that.
  other: async ({}, use) => use(demo().organizations[1]),
  ownerPage: async ({ browser, page, main }, use) => {
    await page.context().addCookies((await sessionOf(browser, main, "owner")).cookies);
    await use(page);
  },
  viewerPage: async ({ browser, page, main }, use) => {
    await page.context().addCookies((await sessionOf(browser, main, "viewer")).cookies);
    await use(page);
  },
});
