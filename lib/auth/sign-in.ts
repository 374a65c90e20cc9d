import { isAPIError } from "better-auth/api";
import type { Services } from "../context";
import { getAuth } from "./auth";
import { countAttempt } from "./sign-in-limit";

export type SignInInput = { readonly email: string; readonly password: string; readonly headers: Headers };

export type SignInResult =
  | { readonly ok: true; readonly userId: string }
  | { readonly ok: false; readonly code: "unauthenticated" | "rate_limited"; readonly message: string };

/**
 * Starts a session and, inside a Server Action, sets its cookie. The answer to an unknown e-mail and to a wrong
 * password is the same, so that nobody can ask who has an account here.
 */
export async function signIn(
  services: Pick<Services, "db" | "log">,
  { email, password, headers }: SignInInput,
): Promise<SignInResult> {
  const { waitSeconds, giveBack } = await countAttempt(services, { email, headers });
  if (waitSeconds !== null) return tooMany(waitSeconds);
  try {
    const { user } = await getAuth(services.db).api.signInEmail({ body: { email, password }, headers });
    await giveBack();
    return { ok: true, userId: user.id };
  } catch (error) {
    // Refusals of the library only; a database that does not answer must not read like a wrong password.
    if (!isAPIError(error) || error.statusCode >= 500) {
      await giveBack();
      throw error;
    }
    return { ok: false, code: "unauthenticated", message: "The email or the password is not right." };
  }
}

function tooMany(waitSeconds: number): SignInResult {
  const minutes = Math.ceil(waitSeconds / 60);
  const wait = minutes === 1 ? "a minute" : `${minutes} minutes`;
  return { ok: false, code: "rate_limited", message: `Too many attempts. Try again in ${wait}.` };
}
