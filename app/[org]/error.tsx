"use client";

import { useParams } from "next/navigation";
import { ErrorPage } from "@/components/error-page";

/** The same inside the frame, so that the other screens stay within reach. */
export default function ScreenError({ error, retry }: { error: unknown; retry: () => void }) {
  const { org } = useParams<{ org: string }>();
  return <ErrorPage error={error} retry={retry} home={`/${org}`} />;
}
