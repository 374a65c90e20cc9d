import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { documentOf } from "./openapi/document";

export const testDocument = documentOf("http://127.0.0.1:3000");

const pad = /^\d{4}-\d{2}-\d{2}$/;
const ajv = new Ajv2020({
  strict: false,
  validateSchema: false,
  allErrors: true,
  formats: {
    date: (text: string) => pad.test(text) && !Number.isNaN(Date.parse(text)),
    "date-time": (text: string) => /^[\d-]{10}T[\d:.]+Z$/.test(text) && !Number.isNaN(Date.parse(text)),
    uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  },
});
ajv.addSchema(JSON.parse(JSON.stringify(testDocument)), "document");
const validators = new Map<string, ValidateFunction>();

/** What a value has that the part of the document at this JSON pointer does not allow. */
export function faultsAt(pointer: readonly string[], value: unknown): string[] {
  const path = pointer
    .map((part) => `/${encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"))}`)
    .join("");
  const validate = validators.get(path) ?? ajv.compile({ $ref: `document#${path}` });
  validators.set(path, validate);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) =>
    `${instancePath || "/"} ${message} ${JSON.stringify(params)}`.trim(),
  );
}

export type Answered = {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
};

/** Addresses of handlers that only tests have. */
const probes = /^\/api\/(echo|one|once|pay|x)(\/|\?|$)/;

/**
 * Every way in which an answer differs from what the document says of its address, method and status: a status or a
 * content type that is not there, a member that is missing, of another form, or not described.
 */
export function differencesFromDocument(answered: Answered): string[] {
  const { status, text, headers } = answered;
  const method = answered.method === "HEAD" ? "GET" : answered.method;
  const template = templateOf(answered.path);
  const faults = faultsOfHeaders(headers);
  const isProblem = status >= 400;
  const type = (headers.get("content-type") ?? "").split(";")[0] ?? "";
  const wanted = isProblem ? "application/problem+json" : "application/json";
  if (status !== 304 && type !== wanted) faults.push(`content type ${type}`);
  // What a handler says to HEAD beyond its headers is dropped on the way.
  if (answered.method === "HEAD" && status < 400) return text === "" ? faults : [...faults, "a body"];
  if (text === "" && (answered.method === "HEAD" || status === 304)) return faults;

  const body: unknown = JSON.parse(text);
  const described = template && testDocument.paths[template]?.[method.toLowerCase()];
  if (!described) {
    // An address or a method that is not in the document can only be refused.
    if (isProblem) return [...faults, ...faultsAt(["components", "schemas", "Problem"], body)];
    return probes.test(answered.path) || isUnpublished(answered.path) ? faults : [...faults, "is not in the document"];
  }
  if (!described.responses[status]) return [...faults, `status ${status} is not in the document`];
  const content = ["paths", template, method.toLowerCase(), "responses", String(status), "content", wanted, "schema"];
  return [...faults, ...faultsAt(content, body)];
}

function isUnpublished(path: string): boolean {
  return path.startsWith("/api/auth");
}

function faultsOfHeaders(headers: Headers): string[] {
  const missing = ["request-id", "server-timing", "cache-control", "x-content-type-options"];
  return missing.filter((name) => !headers.has(name)).map((name) => `header ${name} is missing`);
}

/** The address of the document that a path is an instance of; one without parameters comes first. */
function templateOf(path: string): string | undefined {
  const parts = (path.split("?")[0] ?? "").split("/");
  const fits = Object.keys(testDocument.paths).filter((template) => {
    const wanted = template.split("/");
    return (
      wanted.length === parts.length && wanted.every((part, index) => part.startsWith("{") || part === parts[index])
    );
  });
  return fits.toSorted((a, b) => a.split("{").length - b.split("{").length)[0];
}
