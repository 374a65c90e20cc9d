import { sendRaw } from "./raw-request";

type Schema = { type?: string; enum?: (string | number)[]; minimum?: number; maximum?: number };
export type Operation = {
  readonly method: string;
  /** With `{id}` in it. */
  readonly path: string;
  /** The scope that lets in; null for the public, the scheduler and Stripe. */
  readonly scope: string | null;
  readonly isPublic: boolean;
  readonly parameters: readonly { name: string; in: string; schema: Schema }[];
  /** Members of the body by name; null when it takes none. */
  readonly body: Readonly<Record<string, Schema>> | null;
  readonly statuses: readonly number[];
};

type Described = {
  security: Record<string, string[]>[];
  parameters: { name?: string; in?: string; schema?: Schema }[];
  requestBody?: { content: { "application/json": { schema: { properties?: Record<string, Schema> } } } };
  responses: Record<string, unknown>;
};

/** What the running product says of itself: only that is asked for, and everything is held to it. */
export async function readOperations(url: string): Promise<Operation[]> {
  const { status, text } = await sendRaw(url, { method: "GET", target: "/api/openapi.json", headers: {}, body: null });
  if (status !== 200) throw new Error(`The document of the API was answered with ${status}.`);
  const { paths } = JSON.parse(text) as { paths: Record<string, Record<string, Described>> };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({
      method: method.toUpperCase(),
      path,
      scope: described.security.flatMap((door) => Object.values(door).flat())[0] ?? null,
      isPublic: described.security.length === 0,
      parameters: described.parameters.flatMap(({ name, in: place, schema }) =>
        name && place && schema ? [{ name, in: place, schema }] : [],
      ),
      body: described.requestBody?.content["application/json"].schema.properties ?? null,
      statuses: Object.keys(described.responses).map(Number),
    })),
  );
}

/** The operation that an address and method mean, and whether the address exists at all. */
export function meaningOf(operations: readonly Operation[], method: string, pathname: string) {
  const parts = pathname.split("/");
  const fitting = operations.filter(({ path }) => {
    const wanted = path.split("/");
    return wanted.length === parts.length && wanted.every((part, at) => part === parts[at] || part.startsWith("{"));
  });
  const literal = fitting.filter(({ path }) => path === pathname);
  const here = literal.length > 0 ? literal : fitting;
  const asked = method === "HEAD" ? "GET" : method;
  return { operation: here.find((operation) => operation.method === asked), exists: here.length > 0 };
}
