import { appAddress } from "@/lib/http/app-address";
import { llmsText } from "@/lib/http/openapi/llms-text";

/** Its addresses are those of the running installation, which a build does not know. */
export const dynamic = "force-dynamic";

export function GET(): Response {
  return new Response(llmsText(appAddress()), { headers: { "content-type": "text/plain; charset=utf-8" } });
}
