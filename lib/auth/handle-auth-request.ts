import { z } from "zod";
import type { Services } from "../context";
import { AppError, notFound } from "../core/errors";
import { getAuth } from "./auth";
import { findSessionUser } from "./find-session-user";
import { requireSameOrigin } from "./require-same-origin";
import { countAttempt } from "./sign-in-limit";

export type AuthRequest = { readonly method: string; readonly path: string; readonly headers: Headers };

/** What a client of the sign-in library sends; only the first two mean anything here. */
const signInBody = z.looseObject({ email: z.string().max(320), password: z.string().max(128) });

/**
 * The three things that may be asked of sign-in over HTTP: starting a session, ending it, and who is signed in.
 * Everything else the library could do, such as inviting, changing roles or making organizations, is not reachable
 * at all. Throws `unauthenticated`, `csrf_failed`, `invalid_request`, `rate_limited` or `not_found`.
 */
export async function handleAuthRequest(
  services: Pick<Services, "db" | "log">,
  { method, path, headers }: AuthRequest,
  readBody: () => Promise<unknown>,
): Promise<Response> {
  const act = `${method} ${path}`;
  if (act === "POST sign-in/email") return signInOverHttp(services, headers, await readBody());
  if (act === "POST sign-out") return signOutOverHttp(services, headers);
  if (act === "GET get-session") return Response.json(await sessionOf(services, headers));
  throw notFound();
}

async function signInOverHttp(
  services: Pick<Services, "db" | "log">,
  headers: Headers,
  body: unknown,
): Promise<Response> {
  // A foreign page must not be able to sign a person in as somebody else.
  if (isFromBrowser(headers)) requireSameOrigin(headers);
  const parsed = signInBody.safeParse(body);
  if (!parsed.success) throw new AppError("invalid_request", "Send an e-mail and a password.");
  const { email, password } = parsed.data;
  const { waitSeconds, giveBack } = await countAttempt(services, { email, headers });
  if (waitSeconds !== null) {
    throw new AppError("rate_limited", "Too many attempts. Try again later.", { retryAfterSeconds: waitSeconds });
  }
  const response = await getAuth(services.db).api.signInEmail({ body: { email, password }, headers, asResponse: true });
  // A fault of ours is no failure of theirs.
  if (response.ok || response.status >= 500) await giveBack();
  if (response.ok) return withCookiesOf(response, await userOf(response));
  if (response.status >= 500) throw new Error(`Signing in failed with status ${response.status}.`);
  throw new AppError("unauthenticated", "The email or the password is not right.");
}

async function signOutOverHttp({ db }: Pick<Services, "db">, headers: Headers): Promise<Response> {
  if (headers.has("cookie")) requireSameOrigin(headers);
  const response = await getAuth(db).api.signOut({ headers, asResponse: true });
  return withCookiesOf(response, { success: true });
}

async function sessionOf(services: Pick<Services, "db">, headers: Headers) {
  const user = await findSessionUser(services, headers);
  return user ? { user } : null;
}

/** Programs send neither; browsers always send one of them with a POST. */
function isFromBrowser(headers: Headers): boolean {
  return headers.has("origin") || headers.has("sec-fetch-site") || headers.has("cookie");
}

const signedIn = z.object({ user: z.object({ id: z.string(), name: z.string(), email: z.string() }) });

/** The token stays in its cookie, where scripts cannot read it. */
async function userOf(response: Response) {
  return signedIn.parse(await response.json());
}

function withCookiesOf(response: Response, body: unknown): Response {
  const answer = Response.json(body);
  for (const cookie of response.headers.getSetCookie()) answer.headers.append("set-cookie", cookie);
  return answer;
}
