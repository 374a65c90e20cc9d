import type { ReactNode } from "react";

/** The heading of a page, a line under it, and at the end the page's own actions. */
export function PageHead({ title, children, end }: { title: ReactNode; children?: ReactNode; end?: ReactNode }) {
  return (
    <div className="head">
      <div>
        <h1 tabIndex={-1}>{title}</h1>
        {children && <div className="head__sub">{children}</div>}
      </div>
      {end && <div className="head__end">{end}</div>}
    </div>
  );
}
