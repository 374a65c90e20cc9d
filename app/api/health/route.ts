import { checkHealth } from "@/lib/health";
import { endpoint, json, methods } from "@/lib/http/endpoint";
import { requireNoQuery } from "@/lib/http/require-no-query";
import { getServices } from "@/lib/services";

/** Built afresh for every request; without this Next would answer with what it saw during the build. */
export const dynamic = "force-dynamic";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = methods({
  GET: endpoint(async ({ url }) => {
    requireNoQuery(url);
    return json(await checkHealth(getServices()));
  }),
});
