import type { ReactNode } from "react";
import { cn } from "../cn";
import { Badge } from "../ui/badge";
import { Brand } from "./brand";
import { FocusHeading } from "./focus-heading";
import { BottomBar, SideNav } from "./nav";

type ShellProps = {
  slug: string;
  livemode: boolean;
  crumbs: ReactNode;
  /** At the end of the top bar. */
  pill: ReactNode;
  user: ReactNode;
  children: ReactNode;
};

/** The frame of an organization's screens: sidebar, top bar, the page, and a bottom bar on a phone. */
export function Shell({ slug, livemode, crumbs, pill, user, children }: ShellProps) {
  return (
    <div className={cn("shell", !livemode && "shell--test")}>
      <a className="skip" href="#main">
        Skip to content
      </a>
      <aside className="side">
        <Brand href={`/${slug}`} />
        <SideNav slug={slug} />
      </aside>
      <div className="min-w-0">
        <header className="top">
          {crumbs}
          <div className="top__end">
            {!livemode && (
              <Badge kind="waiting">
                <span>
                  Test<span className="hide-s"> data</span>
                </span>
              </Badge>
            )}
            {pill}
            {user}
          </div>
        </header>
        <main id="main" tabIndex={-1}>
          {children}
        </main>
      </div>
      <BottomBar slug={slug} />
      <FocusHeading />
    </div>
  );
}
