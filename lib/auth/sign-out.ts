import type { Services } from "../context";
import { getAuth } from "./auth";

/** Ends the session behind the cookie, if there is one, and removes the cookie inside a Server Action. */
export async function signOut({ db }: Pick<Services, "db">, { headers }: { headers: Headers }): Promise<void> {
  await getAuth(db).api.signOut({ headers });
}
