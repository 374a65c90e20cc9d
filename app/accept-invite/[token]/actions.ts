"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { AcceptState } from "@/components/members/accept-form";
import { requireSameOrigin } from "@/lib/auth/require-same-origin";
import { signIn } from "@/lib/auth/sign-in";
import { signOut } from "@/lib/auth/sign-out";
import { AppError } from "@/lib/core/errors";
import { newPersonInput } from "@/lib/core/member-input";
import { type AcceptingPerson, acceptInvitation } from "@/lib/members/accept-invitation";
import { findInvitation, type OpenInvitation } from "@/lib/members/find-invitation";
import { unusableInvitation } from "@/lib/members/invitation";
import { getServices } from "@/lib/services";
import { sessionUser } from "@/lib/session-user";

/** Who is about to join, or what the form says instead. */
type Judged = { person: AcceptingPerson } | { state: AcceptState };

/** Lets an invited person in and signs them in. A refusal keeps the name that was typed, never the password. */
export async function acceptInvitationAction(
  token: unknown,
  _previous: AcceptState,
  formData: FormData,
): Promise<AcceptState> {
  const requestHeaders = await headers();
  const services = getServices();
  const name = textOf(formData, "name");
  let slug: string;
  try {
    requireSameOrigin(requestHeaders);
    const invitation = typeof token === "string" ? await findInvitation(services, token) : null;
    if (typeof token !== "string" || !invitation) throw unusableInvitation();
    const judged = invitation.hasSignIn
      ? await judgeKnown(invitation, formData)
      : judgeNew({ name, password: textOf(formData, "password") });
    if ("state" in judged) return judged.state;
    const accepted = await acceptInvitation(services, { token, person: judged.person });
    if (judged.person.kind === "new") {
      const { password } = judged.person;
      await signIn(services, { email: accepted.email, password, headers: requestHeaders });
    }
    slug = accepted.slug;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { name, message: error.message, fields: {} };
  }
  // Outside the try: leaving is done by throwing.
  redirect(`/${slug}`);
}

/** Signs out whoever is signed in as somebody else, and comes back to the invitation. */
export async function signOutHereAction(token: unknown): Promise<void> {
  const requestHeaders = await headers();
  requireSameOrigin(requestHeaders);
  await signOut(getServices(), { headers: requestHeaders });
  redirect(`/accept-invite/${encodeURIComponent(String(token))}`);
}

async function judgeKnown({ email }: OpenInvitation, formData: FormData): Promise<Judged> {
  const user = await sessionUser();
  if (user?.email === email) return { person: { kind: "known", userId: user.id } };
  const password = textOf(formData, "password");
  if (password === "") return { state: { name: "", message: null, fields: { password: "Enter your password." } } };
  const result = await signIn(getServices(), { email, password, headers: await headers() });
  if (!result.ok) return { state: { name: "", message: result.message, fields: {} } };
  return { person: { kind: "known", userId: result.userId } };
}

function judgeNew(given: { name: string; password: string }): Judged {
  const parsed = newPersonInput.safeParse(given);
  if (parsed.success) return { person: { kind: "new", ...parsed.data } };
  const sentenceOf = (field: string) => parsed.error.issues.find(({ path }) => path[0] === field)?.message;
  const fields = { name: sentenceOf("name"), password: sentenceOf("password") };
  return { state: { name: given.name, message: null, fields } };
}

function textOf(formData: FormData, name: string): string {
  const value = formData.get(name);
  return typeof value === "string" ? value : "";
}
