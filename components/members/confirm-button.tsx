"use client";

import { type ReactNode, useState, useTransition } from "react";
import { toast } from "sonner";
import { Button } from "../ui/button";
import { Dialog, DialogActions } from "../ui/dialog";
import { TextField } from "../ui/field";
import type { MemberActionResult } from "./member-action";

type ConfirmButtonProps = {
  /** On the button that asks; `name` says it in full where several stand below each other. */
  label: string;
  name?: string;
  kind?: "ghost" | "line";
  /** Why it cannot be done; the button then says so and does nothing. */
  whyNot?: string | null;
  title: string;
  description: string;
  /** The two answers. */
  keep: string;
  act: string;
  pending: string;
  /** What has to be typed before the act can be done. */
  typed?: string;
  run: () => Promise<MemberActionResult>;
  /** Said when it is done. */
  done: string;
  onDone?: () => void;
  /** Between the description and the answers. */
  children?: ReactNode;
};

/** A button whose act needs a second yes. What cannot be undone is never one press away. */
export function ConfirmButton(props: ConfirmButtonProps) {
  const { label, name, kind = "ghost", whyNot = null, typed, done } = props;
  const [isOpen, setIsOpen] = useState(false);
  const [text, setText] = useState("");
  const [isPending, startTransition] = useTransition();
  const mayAct = !isPending && (typed === undefined || text.trim() === typed);
  const act = () =>
    startTransition(async () => {
      const result = await props.run();
      if (!result.ok) return void toast.error(result.message);
      setIsOpen(false);
      toast.success(done);
      props.onDone?.();
    });
  return (
    <>
      <Button
        kind={kind}
        onClick={() => whyNot === null && setIsOpen(true)}
        aria-disabled={whyNot !== null || undefined}
        title={whyNot ?? undefined}
        aria-label={whyNot === null ? name : `${name ?? label} (${whyNot})`}
      >
        {label}
      </Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={(open) => {
          setIsOpen(open);
          setText("");
        }}
        title={props.title}
        description={props.description}
      >
        {props.children}
        {typed !== undefined && (
          <TextField
            id="confirm-typed"
            label={`Type ${typed} to go on.`}
            value={text}
            onChange={(event) => setText(event.target.value)}
            autoComplete="off"
          />
        )}
        <DialogActions>
          <Button onClick={() => setIsOpen(false)}>{props.keep}</Button>
          <Button kind="danger" aria-disabled={!mayAct || undefined} onClick={() => mayAct && act()}>
            {isPending ? props.pending : props.act}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
