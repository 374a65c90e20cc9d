"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { SignInState } from "@/components/shell/sign-in-form";
import { requireSameOrigin } from "@/lib/auth/require-same-origin";
import { signIn } from "@/lib/auth/sign-in";
import { signInInput } from "@/lib/core/sign-in-input";
import { getServices } from "@/lib/services";
import { safeNext } from "./safe-next";

/** Signs in and goes where the person was going. A refusal keeps the e-mail that was typed, never the password. */
export async function signInAction(_previous: SignInState, formData: FormData): Promise<SignInState> {
  const parsed = signInInput.safeParse(Object.fromEntries(formData));
  if (!parsed.success) return { email: "", message: "The email or the password is not right.", fields: {} };
  const { email, password, next } = parsed.data;
  const fields = {
    ...(email === "" ? { email: "Enter your email." } : {}),
    ...(password === "" ? { password: "Enter your password." } : {}),
  };
  if (Object.keys(fields).length > 0) return { email, message: null, fields };
  const requestHeaders = await headers();
  // A page of another site must not be able to sign a person in as somebody else.
  requireSameOrigin(requestHeaders);
  const result = await signIn(getServices(), { email, password, headers: requestHeaders });
  if (!result.ok) return { email, message: result.message, fields: {} };
  redirect(safeNext(next));
}
