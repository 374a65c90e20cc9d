import { FacetRow } from "@/components/filters/facet-row";
import { Pagination } from "@/components/pagination";
import { Section } from "@/components/panel";
import { RunsTable } from "@/components/sync/runs-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Note } from "@/components/ui/note";
import type { AccountRow } from "@/lib/accounts/list-accounts";
import { contextFromSession, currentOrganization } from "@/lib/context-from-session";
import { nameOfAccount } from "@/lib/core/account";
import { listSyncRunsInput } from "@/lib/core/list-input";
import { droppedNotice } from "@/lib/core/list-query";
import { type FlatQuery, flattenQuery, type PageQuery, parseLeniently, queryHref } from "@/lib/core/page-query";
import { listSyncRuns } from "@/lib/sync/list-sync-runs";

type Props = { org: string; accounts: readonly AccountRow[]; address: PageQuery };

/** The history of runs, of one account or of all, page by page. */
export async function RunsPanel({ org, accounts, address }: Props) {
  const [ctx, { timezone }] = await Promise.all([contextFromSession(org), currentOrganization(org)]);
  const { query, dropped, input } = readAddress(address, accounts);
  const page = await listSyncRuns(ctx, input);
  const path = `/${org}/sync`;
  const { limit, offset, total } = page.pagination;
  const notice = droppedNotice(dropped);
  return (
    <Section id="runs" title="Runs" aside={<span role="status">{total.toLocaleString("en-US")}</span>}>
      {accounts.length > 1 && <FacetRow label="Account" options={accountOptions(path, query, accounts)} />}
      {notice && (
        <Note kind="plain" role="status" className="my-3">
          {notice}
        </Note>
      )}
      {page.data.length === 0 ? (
        <EmptyState title="No runs here">
          This account has not been synced yet, or the page is past the last run.
        </EmptyState>
      ) : (
        <RunsTable
          runs={page.data}
          accountNames={new Map(accounts.map((account) => [account.stripeAccountId, nameOfAccount(account)]))}
          clock={{ zone: timezone, now: ctx.now() }}
        />
      )}
      <Pagination
        limit={limit}
        offset={offset}
        total={total}
        noun="sync runs"
        hrefAt={(at) => `${queryHref(path, query, { offset: at === 0 ? null : String(at) })}#runs`}
        hrefWithLimit={(rows) => `${queryHref(path, query, { limit: String(rows) })}#runs`}
      />
    </Section>
  );
}

/** What of the address was understood; an account that is not the organization's is left out like a mistyped name. */
function readAddress(address: PageQuery, accounts: readonly AccountRow[]) {
  const given = flattenQuery(address);
  const isOurs = accounts.some((account) => account.stripeAccountId === given.accountId);
  const { accountId, ...others } = given;
  const strangers = accountId === undefined || isOurs ? [] : [{ name: "accountId", value: accountId }];
  const known: FlatQuery = strangers.length > 0 ? others : given;
  const { input, dropped } = parseLeniently(listSyncRunsInput, known);
  const query = Object.fromEntries(Object.entries(known).filter(([name]) => !dropped.some((one) => one.name === name)));
  return { input, query, dropped: [...strangers, ...dropped] };
}

function accountOptions(path: string, query: FlatQuery, accounts: readonly AccountRow[]) {
  const all = { label: "All", href: queryHref(path, query, { accountId: null }), isCurrent: !query.accountId };
  return [
    all,
    ...accounts.map((account) => ({
      label: nameOfAccount(account),
      href: queryHref(path, query, { accountId: account.stripeAccountId }),
      isCurrent: query.accountId === account.stripeAccountId,
    })),
  ];
}
