import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AcceptForm } from "@/components/members/accept-form";
import { invitationMeaning } from "@/components/members/member-words";
import { Brand } from "@/components/shell/brand";
import { ProofExample } from "@/components/shell/proof-example";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { passwordLengthMin } from "@/lib/core/password";
import { findInvitation } from "@/lib/members/find-invitation";
import { getServices } from "@/lib/services";
import { sessionUser } from "@/lib/session-user";
import { acceptInvitationAction, signOutHereAction } from "./actions";

export const metadata: Metadata = { title: "Accept an invitation" };

type Props = { params: Promise<{ token: string }> };

/** Where an invitation's link leads: to joining, or to one page for every link that does not work. */
export default async function AcceptInvitePage({ params }: Props) {
  const { token } = await params;
  const user = await sessionUser();
  const invitation = (await findInvitation(getServices(), token)) ?? notFound();
  const { organizationName, email, role, hasSignIn } = invitation;
  const isStranger = user !== null && user.email !== email;
  return (
    <div className="in">
      <header>
        <Brand href="/sign-in" />
      </header>
      <main className="in__form">
        <div>
          <h1 tabIndex={-1}>Join {organizationName}</h1>
          <p className="text-ink-2">{invitationMeaning(role)}</p>
          {isStranger ? (
            <form action={signOutHereAction.bind(null, token)} className="grid gap-4">
              <Note>
                This invitation is for <b>{email}</b>. You are signed in as {user.email}.
              </Note>
              <Button type="submit" size="big">
                Sign out and go on
              </Button>
            </form>
          ) : (
            <AcceptForm
              action={acceptInvitationAction.bind(null, token)}
              email={email}
              kind={user ? "here" : hasSignIn ? "known" : "new"}
              passwordHint={`At least ${passwordLengthMin} characters.`}
            />
          )}
        </div>
      </main>
      <aside className="in__aside" aria-label="What Pennyproof does">
        <h2>No figure without its proof.</h2>
        <p>See, move and prove your Stripe Connect money. Every total opens the transactions that add up to it.</p>
        <ProofExample />
      </aside>
    </div>
  );
}
