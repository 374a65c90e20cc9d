import { idInput } from "@/lib/core/id-input";
import { methods } from "@/lib/http/endpoint";
import { presentSyncRun } from "@/lib/http/present-sync-run";
import { route } from "@/lib/http/route";
import { getSyncRun } from "@/lib/sync/get-sync-run";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = methods({
  GET: route(idInput, getSyncRun, { present: (run) => ({ body: presentSyncRun(run) }) }),
});
