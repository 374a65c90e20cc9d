import { getEnv } from "@/lib/env";
import { endpoint, methods } from "@/lib/http/endpoint";
import { documentOf } from "@/lib/http/openapi/document";
import { requireNoQuery } from "@/lib/http/require-no-query";
import { revalidated } from "@/lib/http/revalidated";

/** Its addresses are those of the running installation, which a build does not know. */
export const dynamic = "force-dynamic";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = methods({
  GET: endpoint(async ({ request, url }) => {
    requireNoQuery(url);
    return revalidated(request, JSON.stringify(documentOf(getEnv().appUrl)));
  }),
});
