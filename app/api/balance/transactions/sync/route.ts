import { after } from "next/server";
import { resolveAccount } from "@/lib/accounts/resolve-account";
import { syncInput } from "@/lib/core/list-input";
import { methods } from "@/lib/http/endpoint";
import { presentSync } from "@/lib/http/present-sync-run";
import { route } from "@/lib/http/route";
import { startSync } from "@/lib/sync/start-sync";

/** The platform ends a call after this many seconds, with what goes on after the answer. */
export const maxDuration = 300;

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = methods({
  POST: route(
    syncInput,
    async (ctx, input) => {
      const { run, rest } = await startSync(ctx, input);
      if (rest) after(rest);
      return run;
    },
    {
      present: presentSync,
      limit: "sync",
      limitPer: {
        permission: "transactions:sync",
        about: async (ctx, { accountId }) => (await resolveAccount(ctx, accountId)).id,
      },
    },
  ),
});
