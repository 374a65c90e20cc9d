import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import { withSystem } from "@/db/with-org";
import { getAuth } from "../auth/auth";
import { type Role, type Scope, scopes } from "../core/access";
import { setEnvForTest } from "../env";
import { createApiKey } from "../keys/create-api-key";
import { recordPerson } from "../organizations/record-person";
import { setServicesForTest } from "../services";
import type { TestOrganization, TestWorld } from "../testing";
import type { Endpoint, PathParams } from "./endpoint";
import { differencesFromDocument } from "./testing-document";

export const testOrigin = "http://127.0.0.1:3000";
export const testCronSecret = "cron-secret-of-at-least-32-characters";
const password = "a password for tests";

/** Makes the route handlers of this process work on a test's world. */
export function openDoors(world: TestWorld, overrides: Record<string, string | undefined> = {}): void {
  setEnvForTest({
    NODE_ENV: "test",
    DATABASE_URL: world.databaseUrl,
    STRIPE_SECRET_KEY: world.emulator.world.secretKey,
    STRIPE_WEBHOOK_SECRET: "whsec_for_route_tests",
    AUTH_SECRET: "auth-secret-of-at-least-32-characters",
    CRON_SECRET: testCronSecret,
    APP_URL: testOrigin,
    RATE_LIMITS: "off",
    ...overrides,
  });
  setServicesForTest(world.services);
}

/** Takes the world away again. */
export function closeDoors(): void {
  setEnvForTest(undefined);
  setServicesForTest(undefined);
}

/** Headers of a browser in which a member of that role has signed in. */
export async function sessionOf(world: TestWorld, organization: TestOrganization, role: Role) {
  const { db } = world.services;
  const userId = organization.userIds[role];
  const [user] = await db.select().from(users).where(eq(users.id, userId));
  if (!user) throw new Error(`There is no ${role} in ${organization.slug}.`);
  await withSystem(db, (tx) =>
    recordPerson(tx, {
      organizationId: organization.organizationId,
      role,
      person: { email: user.email, name: user.name, password },
    }),
  );
  const response = await getAuth(db).api.signInEmail({ body: { email: user.email, password }, asResponse: true });
  const cookie = response.headers.getSetCookie().map((line) => line.split(";")[0]);
  return { cookie: cookie.join("; "), origin: testOrigin, "x-organization": organization.slug };
}

/** Headers with a new API key of the organization. */
export async function keyOf(organization: TestOrganization, keyScopes: readonly Scope[] = scopes) {
  const { secret } = await createApiKey(organization.asSystem("operator"), { name: "Test", scopes: [...keyScopes] });
  return { authorization: `Bearer ${secret}` };
}

export type Call = {
  method?: string;
  /** With the query, such as `/api/payouts?limit=2`. */
  path: string;
  /** None at all for a path without any, as Next does it. */
  params?: PathParams;
  headers?: Record<string, string>;
  /** An object is sent as JSON; text and bytes as they are. */
  body?: unknown;
};

/** Calls a handler as Next would, and throws when its answer is not what the document of the API says. */
export async function call(handler: Endpoint, { method = "GET", path, params, headers = {}, body }: Call) {
  const isRaw = typeof body === "string" || body instanceof Uint8Array;
  const request = new Request(`${testOrigin}${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
    body: body === undefined ? undefined : isRaw ? Buffer.from(body) : JSON.stringify(body),
  });
  const response = await handler(request, { params: Promise.resolve(params) });
  const { status, headers: answered } = response;
  const text = await response.clone().text();
  const differences = differencesFromDocument({ method, path, status, headers: answered, text });
  if (differences.length > 0) throw new Error(`${method} ${path}: ${differences.join("; ")}\n${text.slice(0, 2000)}`);
  return response;
}

/** Calls a handler and reads its JSON. */
export async function callJson(handler: Endpoint, input: Call) {
  const response = await call(handler, input);
  const text = await response.text();
  const body: Record<string, unknown> = text === "" ? {} : JSON.parse(text);
  return { status: response.status, headers: response.headers, body };
}
