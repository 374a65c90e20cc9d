import { useEffect, useRef } from "react";
import { CopyButton } from "../copy-button";
import { Button } from "../ui/button";
import { DialogActions } from "../ui/dialog";

/** A new key's secret, for the one time it can be seen. */
export function KeySecret({ secret, onStored }: { secret: string; onStored: () => void }) {
  const panel = useRef<HTMLDivElement>(null);
  // The form that had the focus is gone; the copy button is what comes next.
  useEffect(() => panel.current?.querySelector("button")?.focus(), []);
  return (
    <>
      <div ref={panel} className="secret">
        <code className="mono">{secret}</code>
        <CopyButton text={secret} label="Copy key" />
      </div>
      <p className="text-ink-2">
        Send it with every call: <span className="mono">Authorization: Bearer …</span>
      </p>
      <DialogActions>
        <Button kind="solid" onClick={onStored}>
          I’ve stored it
        </Button>
      </DialogActions>
    </>
  );
}
