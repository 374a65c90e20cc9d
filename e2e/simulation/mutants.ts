// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are pieces of code, which have templates of their own.

/** One exact piece of a file of the product, and what stands there instead. */
type Edit = { readonly file: string; readonly find: string; readonly put: string };

/** A mistake that somebody could make, in the words of the code. The product itself knows nothing of these. */
export type Mutant = { readonly name: string; readonly about: string; readonly edits: readonly Edit[] };

const payouts = "lib/payouts";
const sync = "lib/sync";
const webhooks = "lib/webhooks";

function mutant(name: string, about: string, file: string, find: string, put: string): Mutant {
  return { name, about, edits: [{ file, find, put }] };
}

export const mutants: readonly Mutant[] = [
  mutant(
    "watermark-per-page",
    "The watermark moves with every page, not with a complete pass",
    `${sync}/read-passes.ts`,
    ": { cursor };",
    ": { cursor, watermark: pass.to };",
  ),
  mutant(
    "no-overlap",
    "The ledger is read from the watermark on, without looking back",
    `${sync}/sync-transactions.ts`,
    "const overlapMs = 2 * 3_600_000;",
    "const overlapMs = 0;",
  ),
  mutant(
    "no-age-guard",
    "A request to pay is sent again however old its key is",
    `${payouts}/intent-rules.ts`,
    "export const keyLifeMs = 23 * 3_600_000;",
    "export const keyLifeMs = 1e15;",
  ),
  mutant(
    "age-of-last-attempt",
    "A key's age counts from its last use instead of its first",
    `${payouts}/mark-sent.ts`,
    "sentAt: sql`coalesce(${payoutIntents.sentAt}, ${now.toISOString()}::timestamptz)`,",
    "sentAt: now,",
  ),
  mutant(
    "last-write-wins",
    "Whatever is written last counts, whenever it was asked for",
    `${payouts}/record-payout.ts`,
    "  const ageMs = fetchedAt.getTime() - stored.fetchedAt.getTime();",
    "  if (fetchedAt) return true;\n  const ageMs = fetchedAt.getTime() - stored.fetchedAt.getTime();",
  ),
  mutant(
    "no-payout-list",
    "A sync does not read the list of payouts",
    `${sync}/sync-account.ts`,
    '  ["payouts", syncPayouts],\n',
    "",
  ),
  mutant(
    "first-page-only",
    "A list is read as far as its first page",
    `${sync}/read-passes.ts`,
    "const isEnd = !hasMore || lastId === null;",
    "const isEnd = true;",
  ),
  mutant(
    "insert-only-payouts",
    "A payout that is known is never written again",
    `${payouts}/record-payout.ts`,
    "const isNews = stored === null || replaces(stored, payout, cause);",
    "const isNews = stored === null;",
  ),
  mutant(
    "key-per-attempt",
    "Each attempt has an idempotency key of its own",
    `${payouts}/send-intent.ts`,
    "{ idempotencyKey: `payout-intent-${sent.id}` }",
    "{ idempotencyKey: `payout-intent-${sent.id}-${Math.random()}` }",
  ),
  mutant(
    "server-error-is-failure",
    "An error on Stripe's side counts as a refusal",
    `${payouts}/judge-attempt.ts`,
    "  const search = await searchQuietly(ctx, account, sent);",
    '  if (error.reason === "server_error") return serverFailure(error);\n  const search = await searchQuietly(ctx, account, sent);',
  ),
  mutant(
    "network-error-is-failure",
    "A line that was cut counts as a refusal",
    `${payouts}/judge-attempt.ts`,
    "  const { error } = attempt;",
    '  const { error } = attempt;\n  if (error.reason === "no_answer") return serverFailure(error);',
  ),
  mutant(
    "rate-limit-is-failure",
    "Too many requests counts as a refusal",
    `${payouts}/judge-attempt.ts`,
    "  const { error } = attempt;",
    '  const { error } = attempt;\n  if (error.reason === "rate_limited") return serverFailure(error);',
  ),
  mutant(
    "no-metadata-link",
    "A payout that names its intent does not settle it",
    `${payouts}/link-intent.ts`,
    "  if (intentId === undefined || ",
    "  if (intentId !== null || intentId === undefined || ",
  ),
  mutant(
    "no-sweep",
    "Nobody looks after payouts whose outcome is open",
    `${payouts}/sweep-payout-intents.ts`,
    "const intentsMax = 50;",
    "const intentsMax = 0;",
  ),
  mutant(
    "lease-never-ends",
    "An attempt whose process ended keeps its payout for ever",
    `${payouts}/take-intent.ts`,
    "or(isNull(payoutIntents.leaseUntil), lte(payoutIntents.leaseUntil, now)),",
    "isNull(payoutIntents.leaseUntil),",
  ),
  {
    name: "new-intent-on-retry",
    about: "A request that is sent again is a new payout",
    edits: [
      {
        file: `${payouts}/answer-known-key.ts`,
        find: "const intent = await findIntent(ctx, { clientKey });",
        put: "const intent = await findIntent(ctx, { clientKey: `${clientKey}-` });",
      },
      {
        file: `${payouts}/claim-intent.ts`,
        find: "        clientKey,\n        requestHash,",
        put: "        clientKey: `${clientKey}-${randomUUID()}`,\n        requestHash,",
      },
    ],
  },
  mutant(
    "key-of-any-request",
    "A key answers for another request as well",
    `${payouts}/answer-known-key.ts`,
    "if (!intent.requestHash.equals(requestHash)) {",
    "if (intent.requestHash.length === 0) {",
  ),
  mutant(
    "cancel-is-believed",
    "A cancel that Stripe did not confirm is reported as done",
    `${payouts}/cancel-payout.ts`,
    '  if (now.status === "canceled") return now;',
    '  if (now.status !== "none") return { ...now, status: "canceled" };',
  ),
  mutant(
    "done-before-effect",
    "An event is marked as done before it is acted on",
    `${webhooks}/process-event.ts`,
    "  const payload = await payloadOf(ctx, event);",
    '  const payload = await payloadOf(ctx, event);\n  await withOrg(ctx, (tx) => close(tx, ctx, event, { state: "done", lastError: null }));',
  ),
  mutant(
    "lost-store-is-thanked",
    "An event that could not be stored is thanked for",
    `${webhooks}/receive-event.ts`,
    "      .returning({ id: webhookEvents.id }),\n  );",
    '      .returning({ id: webhookEvents.id }),\n  ).catch(() => [{ id: "" }]);',
  ),
  mutant(
    "no-second-attempt",
    "An event that failed is not tried again",
    `${webhooks}/claim-event.ts`,
    'inArray(webhookEvents.state, ["new", "failed"]),',
    'inArray(webhookEvents.state, ["new"]),',
  ),
  mutant(
    "event-lease-never-ends",
    "An event whose process ended is never taken up again",
    `${webhooks}/claim-event.ts`,
    "or(isNull(webhookEvents.leaseUntil), lte(webhookEvents.leaseUntil, now)),",
    "isNull(webhookEvents.leaseUntil),",
  ),
  {
    name: "event-is-believed",
    about: "A payout is stored as the event shows it and not as Stripe has it now",
    edits: [
      {
        file: `${webhooks}/payout-changed.ts`,
        find: "import { invalidateBalance }",
        put: 'import { sql } from "drizzle-orm";\nimport { invalidateBalance }',
      },
      {
        file: `${webhooks}/payout-changed.ts`,
        find: "      within: tx,\n    });",
        put: `      within: tx,
    });
    const status = String(event.payload.object.status);
    await tx.execute(sql\`update payouts set status = \${status} where stripe_payout_id = \${id}\`);`,
      },
    ],
  },
  mutant(
    "silent-run-stays",
    "A sync whose process ended is never taken over",
    `${sync}/claim-run.ts`,
    "if (running?.isAlive && !widens)",
    "if (running && !widens)",
  ),
];

export function findMutant(name: string): Mutant | undefined {
  return mutants.find((one) => one.name === name);
}
