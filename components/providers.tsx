"use client";

import { ThemeProvider } from "next-themes";
import type { ReactNode } from "react";
import { Toaster } from "./ui/toaster";

declare global {
  /** Where the library that stops the page behind a dialog from scrolling looks for the nonce of its style element. */
  var __webpack_nonce__: string | undefined;
}

/** What the whole document shares in the browser: the chosen theme and the place where toasts appear. */
export function Providers({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  if (typeof window !== "undefined") globalThis.__webpack_nonce__ ??= nonce;
  return (
    <ThemeProvider attribute="data-theme" defaultTheme="system" enableSystem disableTransitionOnChange nonce={nonce}>
      {children}
      <Toaster />
    </ThemeProvider>
  );
}
