"use client";

import { useState } from "react";
import { toast } from "sonner";
import { IconButton } from "./ui/button";
import { CheckIcon, CopyIcon } from "./ui/icons";

const shownMs = 2_000;

/** Copies a text. Browsers allow it only where the page is secure; elsewhere the person is told to copy by hand. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [isCopied, setIsCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setIsCopied(true);
      setTimeout(() => setIsCopied(false), shownMs);
    } catch {
      // Refused, or no clipboard outside a secure page; nothing was lost.
      toast.error("The browser does not allow copying here. Select the text instead.");
    }
  };
  return (
    <IconButton label={isCopied ? "Copied" : label} onClick={copy} className="-my-1">
      {isCopied ? <CheckIcon /> : <CopyIcon />}
    </IconButton>
  );
}
