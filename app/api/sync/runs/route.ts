import { listSyncRunsInput } from "@/lib/core/list-input";
import { methods } from "@/lib/http/endpoint";
import { presentPage } from "@/lib/http/present-page";
import { presentSyncRun } from "@/lib/http/present-sync-run";
import { route } from "@/lib/http/route";
import { listSyncRuns } from "@/lib/sync/list-sync-runs";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = methods({
  GET: route(listSyncRunsInput, listSyncRuns, { present: (page) => presentPage(page, presentSyncRun) }),
});
