"use client";

import { CircleAlert } from "lucide-react";
import { useTheme } from "next-themes";
import { Toaster as Sonner } from "sonner";
import { CheckIcon, InfoIcon, WarningIcon } from "./icons";

/** Where toasts appear. Call `toast.success(sentence)` of `sonner` from a client component to show one. */
export function Toaster() {
  const { theme } = useTheme();
  return (
    <Sonner
      theme={theme === "dark" || theme === "light" ? theme : "system"}
      position="bottom-right"
      offset={24}
      mobileOffset={{ bottom: 72 }}
      closeButton
      duration={8000}
      icons={{
        success: <CheckIcon className="text-proved" />,
        error: <CircleAlert aria-hidden className="icon text-differs" />,
        warning: <WarningIcon className="text-waiting" />,
        info: <InfoIcon />,
      }}
      toastOptions={{ unstyled: true, classNames: { toast: "toast", closeButton: "btn--icon toast__close" } }}
    />
  );
}
