"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { signOut } from "@/lib/auth/sign-out";
import { getServices } from "@/lib/services";

/** Ends the session and goes to the sign-in page. */
export async function signOutAction(): Promise<void> {
  await signOut(getServices(), { headers: await headers() });
  redirect("/sign-in");
}
