import type { Metadata } from "next";
import { DocsHead } from "@/components/docs/docs-head";
import { ReferenceView } from "@/components/docs/reference-view";
import { PageHead } from "@/components/page-head";
import { appAddress } from "@/lib/http/app-address";
import { referenceOf } from "@/lib/http/openapi/reference";

export const metadata: Metadata = { title: "API reference", robots: { index: true, follow: true } };
/** Its addresses are those of the running installation, which a build does not know. */
export const dynamic = "force-dynamic";

/** The reference of the REST API, for anybody. */
export default function ApiReferencePage() {
  return (
    <>
      <DocsHead current="/docs/api" />
      <main>
        <PageHead title="API reference">Read balances, transactions and reports, and pay out, from a program.</PageHead>
        <ReferenceView reference={referenceOf(appAddress())} />
      </main>
    </>
  );
}
