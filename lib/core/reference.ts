/** One line of a table of parameters or members. */
export type ReferenceField = {
  readonly name: string;
  /** Such as `integer, 1 to 100` or `text or null`. */
  readonly type: string;
  readonly words: string;
  readonly isRequired: boolean;
};

export type ReferenceAnswer = {
  readonly status: number;
  readonly words: string;
  /** Name of what it holds; null for no body. */
  readonly holds: string | null;
  readonly example: string | null;
};

/** One method of one address as a page shows it. */
export type ReferenceOperation = {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly words: string;
  /** Facts such as the scope and the limit, in the order they are shown. */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly parameters: readonly ReferenceField[];
  readonly body: readonly ReferenceField[];
  readonly curl: string;
  readonly answers: readonly ReferenceAnswer[];
  readonly refusals: readonly { readonly status: number; readonly codes: readonly string[] }[];
};

export type ReferenceObject = { readonly name: string; readonly fields: readonly ReferenceField[] };

/** The whole reference of the API, ready to be shown. */
export type Reference = {
  readonly baseUrl: string;
  readonly groups: readonly { readonly name: string; readonly operations: readonly ReferenceOperation[] }[];
  /** What answers hold, by name. */
  readonly objects: readonly ReferenceObject[];
};
