"use client";

import { ThemeProvider } from "next-themes";
import { type ReactNode, useState } from "react";
import { Toaster } from "./ui/toaster";

declare global {
  /** Where the library that stops the page behind a dialog from scrolling looks for the nonce of its style element. */
  var __webpack_nonce__: string | undefined;
}

/** What the whole document shares in the browser: the chosen theme and the place where toasts appear. */
export function Providers({ nonce: given, children }: { nonce: string | undefined; children: ReactNode }) {
  // Later answers, such as an action's, bring nonces of their own; the document keeps the policy it came with.
  const [nonce] = useState(given);
  if (typeof window !== "undefined") globalThis.__webpack_nonce__ ??= nonce;
  return (
    <ThemeProvider attribute="data-theme" defaultTheme="system" enableSystem disableTransitionOnChange nonce={nonce}>
      {children}
      <Toaster />
    </ThemeProvider>
  );
}
