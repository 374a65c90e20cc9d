import { eq } from "drizzle-orm";
import { sessions } from "@/db/schema";
import type { Services } from "../context";
import { getAuth } from "./auth";
import { judgeSession } from "./session-lifetime";

export type SessionUser = { readonly id: string; readonly name: string; readonly email: string };

/**
 * The person behind the session cookie, or null when there is none, when it was tampered with, or when the session
 * is over. Looked up on every request, so that signing out ends it everywhere at once. The sign-in library stamps
 * sessions by the machine's clock, hence the same clock here.
 */
export async function findSessionUser(
  { db }: Pick<Services, "db">,
  headers: Headers,
  now = new Date(),
): Promise<SessionUser | null> {
  if (!headers.has("cookie")) return null;
  const found = await getAuth(db).api.getSession({ headers: onlyCookie(headers) });
  if (!found) return null;
  const { session, user } = found;
  const verdict = judgeSession({ createdAt: session.createdAt, usedAt: session.updatedAt }, now);
  if (verdict === "ended") {
    await db.delete(sessions).where(eq(sessions.id, session.id));
    return null;
  }
  if (verdict === "touch") await db.update(sessions).set({ updatedAt: now }).where(eq(sessions.id, session.id));
  return { id: user.id, name: user.name, email: user.email };
}

function onlyCookie(headers: Headers): Headers {
  return new Headers({ cookie: headers.get("cookie") ?? "" });
}
