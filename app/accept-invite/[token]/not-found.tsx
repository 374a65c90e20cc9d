import type { Metadata } from "next";
import { BrandMark } from "@/components/shell/brand";
import { LinkButton } from "@/components/ui/button";

export const metadata: Metadata = { title: "Invitation" };

/** The one page for a link that is wrong, expired, used or revoked: it tells nobody which. */
export default function InvitationNotFound() {
  return (
    <main>
      <div className="brand px-0">
        <BrandMark />
        <span>Pennyproof</span>
      </div>
      <div className="alone">
        <h1 tabIndex={-1}>This invitation link doesn’t work</h1>
        <p className="second">
          It may be incomplete, too old, revoked, or used already. If you have joined, sign in. If not, ask whoever sent
          it for a new one.
        </p>
        <LinkButton href="/sign-in">Sign in</LinkButton>
      </div>
    </main>
  );
}
