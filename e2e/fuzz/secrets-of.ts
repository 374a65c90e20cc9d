import type { Demo } from "../demo";
import { sendRaw } from "./raw-request";

/** What must never be shown to anybody else. */
export type Secrets = {
  /** Ids, the slug, the key, addresses of people. Each alone is a leak. */
  readonly texts: readonly string[];
  /** Amounts that the other organization has not got; two in one answer are no coincidence. */
  readonly amounts: readonly number[];
  /** Ids to ask for. */
  readonly ids: readonly string[];
  /** Those of them that name sync runs: too few to be met by chance. */
  readonly runIds: readonly string[];
};

const runs = "/api/sync/runs?limit=100";
const lists = [
  "/api/payouts?limit=100",
  "/api/balance/transactions?limit=100",
  "/api/balance/transactions?limit=100&offset=100",
  runs,
];
const figures = [
  "/api/balance",
  "/api/reports/customers?startDate=2025-06-01&endDate=2026-12-31&limit=50",
  "/api/reports/revenue?startDate=2025-06-01&endDate=2026-12-31",
];
const idText = /"((?:acct|po|txn|ch|py|re|cus|ba|card|evt)_\w+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"/g;
const ownIdText = /"id":"([^"]+)"/g;
const amountText = /[:[,](-?\d{6,15})(?=[,\]}])/g;

/** Reads, with each organization's own key, what is its own alone. */
export async function findSecrets({ url, organizations }: Demo): Promise<[Secrets, Secrets]> {
  const [first, second] = [await seenBy(url, organizations[0]), await seenBy(url, organizations[1])];
  return [onlyIn(first, second), onlyIn(second, first)];
}

type Seen = { ids: Set<string>; runIds: string[]; texts: Set<string>; amounts: Set<number> };

async function seenBy(url: string, organization: Demo["organizations"][0]): Promise<Seen> {
  const { id, slug, email, accountIds, apiKey, people } = organization;
  const seen: Seen = {
    ids: new Set(accountIds),
    runIds: [],
    texts: new Set([id, slug, email, apiKey, ...people.map((person) => person.email)]),
    amounts: new Set(),
  };
  const headers = { authorization: `Bearer ${apiKey}` };
  for (const target of [...lists, ...figures]) {
    const { status, text } = await sendRaw(url, { method: "GET", target, headers, body: null });
    if (status !== 200) throw new Error(`${target} was answered with ${status}: ${text}`);
    for (const [, found = ""] of text.matchAll(idText)) seen.ids.add(found);
    if (target === runs) seen.runIds.push(...[...text.matchAll(ownIdText)].map(([, found = ""]) => found));
    for (const [, found = ""] of text.matchAll(amountText)) seen.amounts.add(Number(found));
  }
  return seen;
}

function onlyIn(mine: Seen, theirs: Seen): Secrets {
  const ids = [...mine.ids].filter((id) => !theirs.ids.has(id));
  return {
    ids,
    runIds: mine.runIds,
    texts: [...ids, ...[...mine.texts].filter((text) => !theirs.texts.has(text))],
    amounts: [...mine.amounts].filter((amount) => !theirs.amounts.has(amount)),
  };
}

/** Whole numbers of a JSON text that are long enough to be somebody's. */
export function amountsIn(text: string): number[] {
  return [...text.matchAll(amountText)].map(([, found]) => Number(found));
}
