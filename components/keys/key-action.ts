/** What an action on a key answers. Bound to the organization by the page. */
export type KeyActionResult =
  | { readonly ok: true; readonly data: Readonly<Record<string, string | number | boolean | null>> }
  | { readonly ok: false; readonly message: string; readonly fields?: Readonly<Record<string, string>> };

export type CreateKey = (form: FormData) => Promise<KeyActionResult>;
export type RevokeKey = (input: { id: string }) => Promise<KeyActionResult>;
