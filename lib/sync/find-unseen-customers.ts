import { and, asc, eq, isNull, lt } from "drizzle-orm";
import { customers } from "@/db/schema";
import { withOrg } from "@/db/with-org";
import type { Context } from "../context";
import type { ActiveRun } from "./active-run";

/** What one run asks for customer by customer; the next full run goes on. */
const customersMax = 1_000;

/** Stripe's ids of customers whom a full reading did not meet, those not met for longest first. */
export async function findUnseenCustomers(ctx: Context, run: ActiveRun): Promise<string[]> {
  const rows = await withOrg(ctx, (tx) =>
    tx
      .select({ id: customers.stripeCustomerId })
      .from(customers)
      .where(
        and(
          eq(customers.organizationId, ctx.organizationId),
          eq(customers.connectedAccountId, run.account.id),
          isNull(customers.deletedAt),
          lt(customers.fetchedAt, run.startedAt),
        ),
      )
      .orderBy(asc(customers.fetchedAt), asc(customers.stripeCustomerId))
      .limit(customersMax),
  );
  return rows.map(({ id }) => id);
}
