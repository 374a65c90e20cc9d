import type { Metadata } from "next";
import Link from "next/link";
import { signOutAction } from "@/app/actions";
import { PageHead } from "@/components/page-head";
import { Brand } from "@/components/shell/brand";
import { OrgInitial } from "@/components/shell/org-menu";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { listMyOrganizations, requireSessionUser } from "@/lib/session-user";

export const metadata: Metadata = { title: "Organizations" };

/** The organizations of whoever is signed in. */
export default async function OrganizationsPage() {
  const user = await requireSessionUser("/orgs");
  const organizations = await listMyOrganizations();
  return (
    <main className="chooser">
      <Brand href="/orgs" />
      <PageHead
        title="Organizations"
        end={
          <form action={signOutAction}>
            <Button type="submit">Sign out</Button>
          </form>
        }
      >
        Signed in as {user.email}
      </PageHead>
      {organizations.length === 0 ? (
        <EmptyState title="No organization yet">
          {user.email} belongs to no organization. Ask an owner or admin to add this address.
        </EmptyState>
      ) : (
        <ul className="chooser__list">
          {organizations.map(({ slug, name, role }) => (
            <li key={slug}>
              <Link href={`/${slug}`}>
                <OrgInitial name={name} />
                <span className="strong">{name}</span>
                <span className="muted">{role}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </main>
  );
}
