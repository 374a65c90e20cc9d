import type { ReferenceField } from "@/lib/core/reference";
import { type DataColumn, DataTable } from "../data-table";
import { CodeWords } from "./code-words";

/** Parameters or members, one a line: name, type, and what it means. */
export function FieldsTable({ caption, fields }: { caption: string; fields: readonly ReferenceField[] }) {
  return (
    <DataTable
      caption={caption}
      className="docs-fields"
      stack
      rows={fields}
      rowKey={(field) => field.name}
      columns={columns}
    />
  );
}

const columns: readonly DataColumn<ReferenceField>[] = [
  {
    id: "name",
    header: "Name",
    isRowHeader: true,
    cell: ({ name, isRequired }) => (
      <>
        <code>{name}</code>
        {isRequired && <span className="muted"> required</span>}
      </>
    ),
  },
  { id: "type", header: "Type", className: "wide second", cell: ({ type }) => type },
  { id: "words", header: "Meaning", className: "wide", cell: ({ words }) => <CodeWords text={words} /> },
];
