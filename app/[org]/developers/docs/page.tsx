import type { Metadata } from "next";
import { DeveloperTabs } from "@/components/docs/developer-tabs";
import { ReferenceView } from "@/components/docs/reference-view";
import { PageHead } from "@/components/page-head";
import { appAddress } from "@/lib/http/app-address";
import { referenceOf } from "@/lib/http/openapi/reference";

export const metadata: Metadata = { title: "API reference" };

type Props = { params: Promise<{ org: string }> };

/** The reference of the REST API, beside the keys. */
export default async function DeveloperReferencePage({ params }: Props) {
  const { org } = await params;
  return (
    <>
      <PageHead title="API reference">What a key of this organization can ask for.</PageHead>
      <DeveloperTabs slug={org} current="docs" />
      <ReferenceView reference={referenceOf(appAddress())} />
    </>
  );
}
