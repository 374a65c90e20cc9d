/** What an action on people or on the organization answers. Bound to the organization by the page. */
export type MemberActionResult =
  | { readonly ok: true; readonly data: Readonly<Record<string, string | number | boolean | null>> }
  | { readonly ok: false; readonly message: string; readonly fields?: Readonly<Record<string, string>> };

export type FormAct = (form: FormData) => Promise<MemberActionResult>;
export type ActById = (input: { id: string }) => Promise<MemberActionResult>;
export type ChangeRoleAct = (input: { id: string; role: string }) => Promise<MemberActionResult>;
export type PlainAct = () => Promise<MemberActionResult>;
