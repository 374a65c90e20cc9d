import type { Metadata } from "next";
import { PageHead } from "@/components/page-head";
import { ComposePayout } from "@/components/payouts/compose-payout";
import { NothingToPayOut } from "@/components/payouts/nothing-to-pay-out";
import { draftOf, type PayoutField, valuesOf } from "@/components/payouts/payout-draft";
import { placeOfRefusal } from "@/components/payouts/payout-refusal";
import { ReviewPayout } from "@/components/payouts/review-payout";
import type { Clock } from "@/components/time";
import { Note } from "@/components/ui/note";
import type { Context } from "@/lib/context";
import { contextFromSession, currentOrganization } from "@/lib/context-from-session";
import { hasPermission } from "@/lib/core/access";
import { isUuid } from "@/lib/core/ids";
import { type FlatQuery, flattenQuery, type PageQuery, queryHref } from "@/lib/core/page-query";
import { createPayoutAction } from "../actions";
import { IntentOutcome } from "./intent-outcome";
import { payoutSources } from "./payout-sources";
import { reviewOf } from "./review-of";

export const metadata: Metadata = { title: "New payout" };

type Props = { params: Promise<{ org: string }>; searchParams: Promise<PageQuery> };

/**
 * Making a payout: compose, review, and, when Stripe's answer is missing, finding out. Each step is an address, so
 * that a reload loses nothing. It waits for its figures instead of streaming them: without scripts they would not show.
 */
export default async function NewPayoutPage({ params, searchParams }: Props) {
  const { org } = await params;
  const [ctx, organization] = await Promise.all([contextFromSession(org), currentOrganization(org)]);
  const clock = { zone: organization.timezone, now: ctx.now() };
  const query = flattenQuery(await searchParams);
  if (query.intent) return <IntentOutcome ctx={ctx} org={org} intentId={query.intent} clock={clock} />;
  if (!hasPermission(ctx.actor, "payouts:write")) {
    return (
      <>
        <PageHead title="New payout" />
        <Note kind="plain">Only finance, admins and owners can create payouts.</Note>
      </>
    );
  }
  return <PayoutForm ctx={ctx} org={org} query={query} clock={clock} />;
}

type FormProps = { ctx: Context; org: string; query: FlatQuery; clock: Clock };

async function PayoutForm({ ctx, org, query, clock }: FormProps) {
  const path = `/${org}/payouts/new`;
  const { options, isStale, hasAccount } = await payoutSources(ctx);
  const { step, key, ...typed } = query;
  const values = valuesOf(typed);
  const draft = draftOf(values, options);
  if (draft === null) return <NothingToPayOut hasAccount={hasAccount} balancePath={`/${org}/balance`} />;
  // Kept in the address from the first step on: the same form is the same payout through every reload.
  const clientKey = key !== undefined && isUuid(key) ? key : crypto.randomUUID();
  const compose = { path, options, values, clientKey, clock };

  let problems: Partial<Record<PayoutField | "form", string>> = {};
  if (step === "review") {
    problems = draft.problems;
    const found = Object.keys(problems).length > 0 ? null : await reviewOf(ctx, draft, { values, options });
    if (found?.ok) {
      return (
        <ReviewPayout
          key={`${clientKey} ${JSON.stringify(found.review.fields)}`}
          review={found.review}
          compose={compose}
          nextKey={crypto.randomUUID()}
          backHref={queryHref(path, query, { step: null })}
          payoutsPath={`/${org}/payouts`}
          clock={clock}
          action={createPayoutAction.bind(null, org)}
        />
      );
    }
    if (found) problems = { [placeOfRefusal(found.code)]: found.message };
  }
  return (
    <>
      <PageHead title="New payout" />
      {isStale && (
        <Note role="status" className="mb-5">
          <b>Stripe isn't answering.</b> These are the last balances known; a payout waits until it does.
        </Note>
      )}
      <ComposePayout key={`${clientKey} ${step}`} {...compose} problems={problems} />
    </>
  );
}
