"use client";

import { Dialog as Radix } from "radix-ui";
import { type ReactNode, useRef } from "react";
import { cn } from "../cn";

export type DialogProps = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: ReactNode;
  /** One sentence under the title; it is read out when the dialog opens. */
  description?: ReactNode;
  children?: ReactNode;
  wide?: boolean;
  /** Called instead of the default when the dialog wants to focus something; call `event.preventDefault()` first. */
  onOpenAutoFocus?: (event: Event) => void;
};

/** A modal dialog: focus stays inside, Escape closes it, and focus goes back to what opened it. */
export function Dialog({ isOpen, onOpenChange, title, description, children, wide, onOpenAutoFocus }: DialogProps) {
  const opener = useRef<Element | null>(null);
  return (
    <Radix.Root open={isOpen} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="scrim" />
        <Radix.Content
          className={cn("dialog", wide && "dialog--wide")}
          onOpenAutoFocus={(event) => {
            opener.current = document.activeElement;
            onOpenAutoFocus?.(event);
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            returnFocusTo(opener.current);
          }}
          {...(description ? {} : { "aria-describedby": undefined })}
        >
          <Radix.Title asChild>
            <h2>{title}</h2>
          </Radix.Title>
          {description && <Radix.Description className="dialog__text">{description}</Radix.Description>}
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** What opened a dialog may have gone with what the dialog did; the page's heading takes its place. */
function returnFocusTo(opener: Element | null) {
  const target = opener?.isConnected ? opener : document.querySelector("main h1");
  if (target instanceof HTMLElement) target.focus();
}

/** The row of buttons at the end of a dialog; the safe one first. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="acts">{children}</div>;
}
