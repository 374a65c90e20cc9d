"use client";

import { ErrorPage } from "@/components/error-page";

/** The last resort for every page outside an organization's frame. */
export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <main>
      <ErrorPage error={error} retry={retry} home="/" />
    </main>
  );
}
