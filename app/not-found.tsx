import type { Metadata } from "next";
import { NotFoundPage } from "@/components/not-found-page";
import { BrandMark } from "@/components/shell/brand";

export const metadata: Metadata = { title: "Not found" };

/** Also shown for an organization one is no member of: the text must not tell the two apart. */
export default function NotFound() {
  return (
    <main>
      <div className="brand px-0">
        <BrandMark />
        <span>Pennyproof</span>
      </div>
      <NotFoundPage home="/orgs" label="Your organizations" />
    </main>
  );
}
