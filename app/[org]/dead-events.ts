import { cache } from "react";
import { contextFromSession } from "@/lib/context-from-session";
import { countDeadEvents } from "@/lib/webhooks/count-dead-events";

/** What was given up earlier is on the list of events only. */
const noticedDays = 30;

/** How many events were given up of late, and where they are listed. */
export const readDeadEvents = cache(async (org: string) => {
  const ctx = await contextFromSession(org);
  const since = new Date(ctx.now().getTime() - noticedDays * 86_400_000);
  return { count: await countDeadEvents(ctx, { since }), href: `/${org}/developers/events?state=dead` };
});
