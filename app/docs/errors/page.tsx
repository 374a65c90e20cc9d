import type { Metadata } from "next";
import { DocsHead } from "@/components/docs/docs-head";
import { ErrorsView } from "@/components/docs/errors-view";
import { PageHead } from "@/components/page-head";

export const metadata: Metadata = { title: "Errors", robots: { index: true, follow: true } };

/** The place that every refusal's `type` points to. */
export default function ErrorsPage() {
  return (
    <>
      <DocsHead current="/docs/errors" />
      <main>
        <PageHead title="Errors">What each code means, what became of the money, and what to do.</PageHead>
        <ErrorsView />
      </main>
    </>
  );
}
