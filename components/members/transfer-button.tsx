"use client";

import { useState } from "react";
import { Field, Select } from "../ui/field";
import { ConfirmButton } from "./confirm-button";
import type { ActById } from "./member-action";
import type { MemberRow } from "./member-words";

type TransferButtonProps = {
  organizationName: string;
  /** Who could become the owner. */
  candidates: readonly Pick<MemberRow, "id" | "name" | "email">[];
  whyNot: string | null;
  transfer: ActById;
};

/** Hands the organization to another member, after its name was typed. */
export function TransferButton({ organizationName, candidates, whyNot, transfer }: TransferButtonProps) {
  const [id, setId] = useState("");
  const chosen = candidates.find((candidate) => candidate.id === id) ?? candidates[0];
  return (
    <ConfirmButton
      label="Transfer ownership…"
      kind="line"
      whyNot={whyNot ?? (chosen ? null : "Invite somebody first")}
      title={`Transfer ${organizationName}?`}
      description="They become the owner and you become an admin. Only they can give it back."
      keep="Keep ownership"
      act="Transfer ownership"
      pending="Transferring…"
      typed={organizationName}
      run={() => transfer({ id: chosen?.id ?? "" })}
      done={`${chosen?.name} is the owner now. You are an admin.`}
    >
      <Field id="transfer-to" label="New owner">
        <Select id="transfer-to" value={chosen?.id} onChange={(event) => setId(event.target.value)}>
          {candidates.map((candidate) => (
            <option key={candidate.id} value={candidate.id}>
              {candidate.name} ({candidate.email})
            </option>
          ))}
        </Select>
      </Field>
    </ConfirmButton>
  );
}
