/** What the action on an event answers. Bound to the organization by the page. */
export type EventActionResult =
  | { readonly ok: true; readonly data: Readonly<Record<string, string | number | boolean | null>> }
  | { readonly ok: false; readonly message: string };

export type ReplayEvent = (input: { id: string }) => Promise<EventActionResult>;
