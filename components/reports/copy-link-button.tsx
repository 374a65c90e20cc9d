"use client";

import { Link as LinkIcon } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "../ui/button";

const shownMs = 2_000;

/** Copies the address of the page as it stands, with all its filters. */
export function CopyLinkButton() {
  const [isCopied, setIsCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(window.location.href);
      setIsCopied(true);
      setTimeout(() => setIsCopied(false), shownMs);
    } catch {
      // Refused, or no clipboard outside a secure page; nothing was lost.
      toast.error("The browser does not allow copying here. Copy the address from its own bar.");
    }
  };
  return (
    <Button kind="ghost" onClick={copy} className="hide-s">
      <LinkIcon aria-hidden className="icon" />
      <span aria-live="polite">{isCopied ? "Copied" : "Copy link"}</span>
    </Button>
  );
}
