import type { Metadata } from "next";
import { type ReactNode, Suspense } from "react";
import { signOutAction } from "@/app/actions";
import { Crumbs } from "@/components/shell/crumbs";
import { OrgMenu } from "@/components/shell/org-menu";
import { Shell } from "@/components/shell/shell";
import { syncedUpToOf } from "@/components/shell/sync-age";
import { SyncPill } from "@/components/shell/sync-pill";
import { UserMenu } from "@/components/shell/user-menu";
import { Skeleton } from "@/components/ui/skeleton";
import { listAccounts } from "@/lib/accounts/list-accounts";
import { contextFromSession, currentOrganization } from "@/lib/context-from-session";
import { listMyOrganizations, requireSessionUser } from "@/lib/session-user";

type Props = { children: ReactNode; params: Promise<{ org: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name } = await currentOrganization((await params).org);
  return { title: { template: `%s · ${name}`, default: name } };
}

/** Everything under an organization's address. Who is no member gets the same answer as for an address of nobody. */
export default async function OrganizationLayout({ children, params }: Props) {
  const { org } = await params;
  const ctx = await contextFromSession(org);
  const user = await requireSessionUser(`/${org}`);
  const organizations = await listMyOrganizations();
  return (
    <Shell
      slug={org}
      livemode={ctx.livemode}
      crumbs={
        <Crumbs slug={org}>
          <OrgMenu slug={org} organizations={organizations.map(({ slug, name, role }) => ({ slug, name, role }))} />
        </Crumbs>
      }
      pill={
        <Suspense fallback={<Skeleton width={132} />}>
          <SyncState org={org} />
        </Suspense>
      }
      user={<UserMenu name={user.name} email={user.email} signOut={signOutAction} />}
    >
      {children}
    </Shell>
  );
}

async function SyncState({ org }: { org: string }) {
  const ctx = await contextFromSession(org);
  const { timezone } = await currentOrganization(org);
  const accounts = (await listAccounts(ctx)).filter((account) => account.state === "active");
  if (accounts.length === 0) return null;
  const clock = { zone: timezone, now: ctx.now() };
  return <SyncPill href={`/${org}/sync`} clock={clock} {...syncedUpToOf(accounts, clock.now)} />;
}
