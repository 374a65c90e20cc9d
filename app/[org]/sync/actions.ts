"use server";

import { after } from "next/server";
import { resolveAccount } from "@/lib/accounts/resolve-account";
import { syncInput } from "@/lib/core/list-input";
import { action } from "@/lib/http/action";
import { startAllSyncs } from "@/lib/sync/start-all-syncs";

/** Starts a sync of one account or of all; what takes longer goes on after the answer. */
export const startSyncAction = action(
  syncInput,
  async (ctx, input) => {
    const { runs, rest } = await startAllSyncs(ctx, input);
    if (rest) after(rest);
    return { runs, isGoingOn: rest !== null };
  },
  {
    present: ({ runs, isGoingOn }) => ({
      running: Math.max(isGoingOn ? 1 : 0, runs.filter((run) => run.state === "running").length),
      failed: runs.filter((run) => run.state === "failed").length,
      inserted: runs.reduce((sum, run) => sum + run.inserted, 0),
      updated: runs.reduce((sum, run) => sum + run.updated, 0),
    }),
    revalidate: ["/sync"],
    limit: "sync",
    limitPer: {
      permission: "transactions:sync",
      about: async (ctx, { accountId }) =>
        accountId === undefined ? "all" : (await resolveAccount(ctx, accountId)).id,
    },
  },
);
