import type { Metadata } from "next";
import { DeveloperTabs } from "@/components/docs/developer-tabs";
import { CreateKeyButton } from "@/components/keys/create-key-button";
import { KeysTable } from "@/components/keys/keys-table";
import { PageHead } from "@/components/page-head";
import { EmptyState } from "@/components/ui/empty-state";
import { LockIcon } from "@/components/ui/icons";
import { contextFromSession, currentOrganization } from "@/lib/context-from-session";
import { hasPermission } from "@/lib/core/access";
import { listApiKeys } from "@/lib/keys/list-api-keys";
import { createApiKeyAction, revokeApiKeyAction } from "./actions";

export const metadata: Metadata = { title: "API keys" };

type Props = { params: Promise<{ org: string }> };

/** The keys with which programs reach the organization's REST API. */
export default async function KeysPage({ params }: Props) {
  const { org } = await params;
  const [ctx, { timezone }] = await Promise.all([contextFromSession(org), currentOrganization(org)]);
  const mayManage = hasPermission(ctx.actor, "keys:manage");
  const keys = mayManage ? await listApiKeys(ctx) : [];
  return (
    <>
      <PageHead title="API keys" end={mayManage && <CreateKeyButton create={createApiKeyAction.bind(null, org)} />}>
        Programs use them to reach this organization through the REST API.
      </PageHead>
      <DeveloperTabs slug={org} current="keys" />
      {!mayManage ? (
        <p className="flex items-center gap-2 text-ink-2">
          <LockIcon />
          Only admins and owners can manage API keys.
        </p>
      ) : keys.length === 0 ? (
        <EmptyState title="No API keys yet">
          A key lets a program read balances, transactions and payouts, or create payouts, with only the scopes you give
          it.
        </EmptyState>
      ) : (
        <KeysTable keys={keys} revoke={revokeApiKeyAction.bind(null, org)} clock={{ zone: timezone, now: ctx.now() }} />
      )}
    </>
  );
}
