"use client";

import { catchError, type ErrorInfo } from "next/error";
import { PanelError } from "./panel";
import { Button } from "./ui/button";

function Fallback({ title }: { title: string }, { error, retry }: ErrorInfo) {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : null;
  return <PanelError title={title} requestId={digest} retry={<Button onClick={() => retry()}>Try again</Button>} />;
}

/** Keeps a panel's failure inside the panel: the page around it stays, and the panel can be tried again. */
export const PanelBoundary = catchError(Fallback);
