import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Brand } from "@/components/shell/brand";
import { ProofExample } from "@/components/shell/proof-example";
import { SignInForm } from "@/components/shell/sign-in-form";
import { sessionUser } from "@/lib/session-user";
import { signInAction } from "./actions";
import { safeNext } from "./safe-next";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<{ next?: string | string[] }> };

/** The way in. Whoever is signed in already goes on. */
export default async function SignInPage({ searchParams }: Props) {
  const { next: given } = await searchParams;
  const next = safeNext(typeof given === "string" ? given : undefined);
  if (await sessionUser()) redirect(next);
  return (
    <div className="in">
      <header>
        <Brand href="/sign-in" />
      </header>
      <main className="in__form">
        <SignInForm action={signInAction} next={next} />
      </main>
      <aside className="in__aside" aria-label="What Pennyproof does">
        <h2>No figure without its proof.</h2>
        <p>See, move and prove your Stripe Connect money. Every total opens the transactions that add up to it.</p>
        <ProofExample />
      </aside>
    </div>
  );
}
