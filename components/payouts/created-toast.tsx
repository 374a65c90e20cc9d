"use client";

import { usePathname, useRouter } from "next/navigation";
import { useEffect } from "react";
import { toast } from "sonner";

/** Says once that a payout was created, and takes the mark that asked for it out of the address. */
export function CreatedToast({ sentence }: { sentence: string }) {
  const router = useRouter();
  const pathname = usePathname();
  useEffect(() => {
    // The same id for the same page, so that a page that mounts twice says it once.
    toast.success(sentence, { id: pathname });
    router.replace(pathname, { scroll: false });
  }, [sentence, router, pathname]);
  return null;
}
