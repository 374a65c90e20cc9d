import { useEffect, useRef } from "react";
import { CopyButton } from "../copy-button";
import { Button } from "../ui/button";
import { DialogActions } from "../ui/dialog";

/** A new invitation's link, for the one time it can be seen. */
export function InvitationLink({ path, onSent }: { path: string; onSent: () => void }) {
  const panel = useRef<HTMLDivElement>(null);
  // The form that had the focus is gone; the copy button is what comes next.
  useEffect(() => panel.current?.querySelector("button")?.focus(), []);
  const link = new URL(path, window.location.origin).href;
  return (
    <>
      <div ref={panel} className="secret">
        <code className="mono">{link}</code>
        <CopyButton text={link} label="Copy link" />
      </div>
      <DialogActions>
        <Button kind="solid" onClick={onSent}>
          Done
        </Button>
      </DialogActions>
    </>
  );
}
