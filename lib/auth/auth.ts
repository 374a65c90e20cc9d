import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { nextCookies } from "better-auth/next-js";
import { organization } from "better-auth/plugins";
import { createAccessControl } from "better-auth/plugins/access";
import type { Database } from "@/db/client";
import * as schema from "@/db/schema";
import { passwordLengthMax, passwordLengthMin } from "../core/password";
import { type Env, getEnv } from "../env";
import { cookiePrefixAt } from "./cookie-prefix";
import { ownOrigins } from "./own-origins";
import { absoluteLifetimeSeconds } from "./session-lifetime";

/** The library's own rules grant nobody anything: members, roles and organizations are changed by our verbs only. */
const access = createAccessControl({ organization: [], member: [], invitation: [], team: [], ac: [] });
const nothing = access.newRole({ organization: [], member: [], invitation: [], team: [], ac: [] });

function createAuth(db: Database, env: Env) {
  return betterAuth({
    appName: "Pennyproof",
    baseURL: env.appUrl,
    secret: env.authSecret,
    trustedOrigins: ownOrigins(),
    database: drizzleAdapter(db, { provider: "pg", schema, usePlural: true }),
    // People come from an operator or an invitation, never from a form that anybody can post.
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLengthMin,
      maxPasswordLength: passwordLengthMax,
    },
    // The cookie lives as long as a session may at most; how long it may rest is judged where it is read.
    session: { expiresIn: absoluteLifetimeSeconds, disableSessionRefresh: true },
    // Failed sign-ins are counted by us, for the form and the route alike.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    // The library's own prefix for https would leave the cookie to the whole domain.
    advanced: {
      cookiePrefix: cookiePrefixAt(env.appUrl),
      useSecureCookies: false,
      defaultCookieAttributes: { secure: env.appUrl.startsWith("https:") },
    },
    plugins: [
      organization({
        allowUserToCreateOrganization: false,
        disableOrganizationDeletion: true,
        ac: access,
        roles: { owner: nothing, admin: nothing, finance: nothing, viewer: nothing },
        creatorRole: "owner",
        // A column of ours that the library would otherwise miss; it never makes an invitation itself.
        schema: {
          invitation: { additionalFields: { tokenHash: { type: "string", required: true, returned: false } } },
        },
      }),
      // Last, so that it sees the cookies of all others and hands them to Server Actions.
      nextCookies(),
    ],
  });
}

export type Auth = ReturnType<typeof createAuth>;

const known = new WeakMap<Database, Auth>();

/** The sign-in library, configured once per database. */
export function getAuth(db: Database): Auth {
  const existing = known.get(db);
  if (existing) return existing;
  const auth = createAuth(db, getEnv());
  known.set(db, auth);
  return auth;
}
