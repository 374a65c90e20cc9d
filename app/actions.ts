"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { requireSameOrigin } from "@/lib/auth/require-same-origin";
import { signOut } from "@/lib/auth/sign-out";
import { getServices } from "@/lib/services";

/** Ends the session and goes to the sign-in page. */
export async function signOutAction(): Promise<void> {
  const requestHeaders = await headers();
  requireSameOrigin(requestHeaders);
  await signOut(getServices(), { headers: requestHeaders });
  redirect("/sign-in");
}
