import { test as base, expect, type Page } from "@playwright/test";
import { type DemoOrganization, type DemoPerson, demo } from "./demo";

export { expect };

/** Signs a person in through the form, as they would, and waits until the organization's overview is there. */
export async function signIn(page: Page, person: DemoPerson, organization: DemoOrganization): Promise<void> {
  await page.goto(`/sign-in?next=${encodeURIComponent(`/${organization.slug}`)}`);
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(`**/${organization.slug}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

/** The person of that role in the demo. */
export function personOf(organization: DemoOrganization, role: DemoPerson["role"]): DemoPerson {
  const person = organization.people.find((candidate) => candidate.role === role);
  if (!person) throw new Error(`The demo has no ${role} in ${organization.slug}.`);
  return person;
}

export type Api = (
  method: string,
  path: string,
  options?: { body?: unknown; key?: string | null; headers?: Record<string, string> },
) => Promise<{ status: number; headers: Headers; body: Record<string, unknown> }>;

/** Calls the public API with the organization's key; `key: null` sends none. */
export function apiOf(organization: DemoOrganization): Api {
  return async (method, path, { body, key = organization.apiKey, headers = {} } = {}) => {
    const response = await fetch(`${demo().url}${path}`, {
      method,
      headers: {
        ...(key ? { authorization: `Bearer ${key}` } : {}),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : {} };
  };
}

/** Speaks to the Stripe emulator's control surface. */
export async function emulator(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
  const response = await fetch(`${demo().stripeApiBase}/_emulator${path}`, {
    method,
    headers: { "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`The emulator answered ${response.status} to ${method} ${path}.`);
  return (await response.json()) as Record<string, unknown>;
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
  // biome-ignore lint/correctness/noEmptyPattern: see above.
  other: async ({}, use) => use(demo().organizations[1]),
  ownerPage: async ({ page, main }, use) => {
    await signIn(page, personOf(main, "owner"), main);
    await use(page);
  },
  viewerPage: async ({ page, main }, use) => {
    await signIn(page, personOf(main, "viewer"), main);
    await use(page);
  },
});
