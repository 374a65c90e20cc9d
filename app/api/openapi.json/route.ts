import { getEnv } from "@/lib/env";
import { endpoint, methods } from "@/lib/http/endpoint";
import { documentOf } from "@/lib/http/openapi/document";
import { requireNoQuery } from "@/lib/http/require-no-query";
import { revalidated } from "@/lib/http/revalidated";

/** Its addresses are those of the running installation, which a build does not know. */
export const dynamic = "force-dynamic";

/** By address, so that the work of describing is done once. */
const texts = new Map<string, string>();

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = methods({
  GET: endpoint(async ({ request, url }) => {
    requireNoQuery(url);
    const { appUrl } = getEnv();
    const text = texts.get(appUrl) ?? JSON.stringify(documentOf(appUrl));
    texts.set(appUrl, text);
    return revalidated(request, text);
  }),
});
