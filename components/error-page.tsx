"use client";

import { Button, LinkButton } from "./ui/button";

/** A page that could not be shown. Reading never moves money, so it can say that nothing happened to it. */
export function ErrorPage({ error, retry, home }: { error: unknown; retry: () => void; home: string }) {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : null;
  return (
    <div className="alone" role="alert">
      <h1 tabIndex={-1}>Something broke on our side</h1>
      <p className="second">
        Nothing was paid out or changed. Try again; if it stays, tell whoever runs this installation
        {digest ? (
          <>
            {" "}
            the number <span className="mono">{digest}</span>.
          </>
        ) : (
          "."
        )}
      </p>
      <div className="flex gap-2">
        <Button kind="solid" onClick={() => retry()}>
          Try again
        </Button>
        <LinkButton href={home}>Overview</LinkButton>
      </div>
    </div>
  );
}
