import { type ErrorCode, errorCodes } from "../../core/errors";
import type { Json } from "../json";
import { type JsonObject, toJsonSchema } from "./json-schema";
import type { Answer, Operation } from "./operation";
import { parameterWords } from "./parameter-words";
import { refusalsByStatus } from "./refusals-by-status";

export type Parameter = {
  readonly name: string;
  readonly in: "query" | "path" | "header";
  readonly required: boolean;
  readonly description: string;
  readonly schema: JsonObject;
  readonly style?: "form";
  readonly explode?: boolean;
};
type Content = Readonly<Record<string, { readonly schema: JsonObject; readonly [more: string]: Json }>>;
export type ResponseObject = {
  readonly description: string;
  readonly headers?: Readonly<Record<string, JsonObject>>;
  readonly content?: Content;
};
export type OperationObject = {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description: string;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters: readonly (Parameter | JsonObject)[];
  readonly requestBody?: { readonly required: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, ResponseObject>>;
};

/** Finds the component that a schema is, so that the document names it instead of repeating it. */
export type NameOf = (schema: Answer["schema"]) => string;

/** One method of one address as OpenAPI says it. */
export function describeOperation(operation: Operation, nameOf: NameOf): OperationObject {
  const { fields, required } = fieldsOf(operation);
  const isBody = operation.method === "POST";
  const inPath = fields.filter(([name]) => operation.path.includes(`{${name}}`));
  const others = fields.filter(([name]) => !operation.path.includes(`{${name}}`));
  const parameters = [
    ...inPath.map(([name, schema]) => parameterOf("path", name, { schema, required: true })),
    ...(isBody ? [] : others.map(([name, schema]) => parameterOf("query", name, { schema, required: false }))),
    ...(operation.isIdempotent ? [{ $ref: "#/components/parameters/IdempotencyKey" }] : []),
    ...(isScope(operation.access) ? [{ $ref: "#/components/parameters/Organization" }] : []),
  ];
  return {
    operationId: operation.id,
    tags: [operation.resource],
    summary: operation.summary,
    description: operation.words,
    security: securityOf(operation),
    parameters,
    ...bodyOf(operation, others, required),
    responses: { ...answersOf(operation, nameOf), ...refusedAs(operation) },
  };
}

type Field = readonly [name: string, schema: JsonObject];

/** The members of the input, each with its words, and with the value that stands for one that is not given. */
export function fieldsOf({ input }: Pick<Operation, "input">): { fields: readonly Field[]; required: readonly Json[] } {
  const { properties = {}, required = [] } = toJsonSchema(input, "input");
  const empty = input.safeParse({});
  const defaults: Record<string, unknown> = empty.success ? Object(empty.data) : {};
  const fields = Object.entries(isObject(properties) ? properties : {}).map(([name, schema]): Field => {
    const { default: given, ...rest } = isObject(schema) ? schema : {};
    // Zones come from the organization, whatever the schema falls back to.
    const fallback = name === "timezone" ? undefined : (given ?? numberOrNothing(defaults[name]));
    const words = parameterWords[name] ?? "";
    return [name, { ...rest, description: words, ...(fallback === undefined ? {} : { default: fallback }) }];
  });
  return { fields, required: Array.isArray(required) ? required : [] };
}

function numberOrNothing(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parameterOf(
  place: Parameter["in"],
  name: string,
  { schema: { description = "", ...schema }, required }: { schema: JsonObject; required: boolean },
): Parameter {
  const list = schema.type === "array" ? ({ style: "form", explode: false } as const) : {};
  return { name, in: place, required, description: String(description), schema, ...list };
}

export function isScope(access: Operation["access"]): boolean {
  return access.includes(":");
}

function securityOf({ access }: Operation): OperationObject["security"] {
  if (access === "public") return [];
  if (access === "cron") return [{ cronSecret: [] }];
  if (access === "stripe") return [{ stripeSignature: [] }];
  return [{ apiKey: [access] }, { session: [access] }];
}

function bodyOf(
  { method, access, bodyExample }: Operation,
  fields: readonly Field[],
  required: readonly Json[],
): Pick<OperationObject, "requestBody"> {
  if (method !== "POST") return {};
  if (access === "stripe") {
    const schema = { type: "object", description: "An event of Stripe's, byte for byte as it was signed." };
    return { requestBody: { required: true, content: { "application/json": { schema } } } };
  }
  if (fields.length === 0) return {};
  const schema = {
    type: "object",
    properties: Object.fromEntries(fields),
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  };
  const content = { "application/json": { schema, ...(bodyExample === undefined ? {} : { example: bodyExample }) } };
  return { requestBody: { required: required.length > 0, content } };
}

const header = (name: string): JsonObject => ({ $ref: `#/components/headers/${name}` });

function headersOf(operation: Operation, { hasLocation }: Partial<Answer> = {}): Record<string, JsonObject> {
  return {
    "Request-Id": header("RequestId"),
    "Server-Timing": header("ServerTiming"),
    ...(operation.limit ? { RateLimit: header("RateLimit"), "RateLimit-Policy": header("RateLimitPolicy") } : {}),
    ...(hasLocation ? { Location: header("Location") } : {}),
    ...(operation.isRevalidated ? { ETag: header("ETag") } : {}),
    ...(operation.isIdempotent
      ? { "Idempotency-Key": header("IdempotencyKey"), "Idempotency-Replayed": header("IdempotencyReplayed") }
      : {}),
  };
}

function answersOf(operation: Operation, nameOf: NameOf): Record<string, ResponseObject> {
  const answers = Object.entries(operation.answers).map(([status, answer]): [string, ResponseObject] => {
    const schema = { $ref: `#/components/schemas/${nameOf(answer.schema)}` };
    const isPage = Object.hasOwn(Object(answer.example), "pagination");
    const headers = { ...headersOf(operation, answer), ...(isPage ? { Link: header("Link") } : {}) };
    const content = { "application/json": { schema, example: answer.example } };
    return [status, { description: answer.words, headers, content }];
  });
  const unchanged = { description: "What you have is still right.", headers: headersOf(operation) };
  return { ...Object.fromEntries(answers), ...(operation.isRevalidated ? { 304: unchanged } : {}) };
}

function refusedAs(operation: Operation): Record<string, ResponseObject> {
  const sorted = refusalsByStatus(operation);
  return Object.fromEntries(sorted.map(([status, codes]) => [status, refusalOf(operation, status, codes)]));
}

function refusalOf(operation: Operation, status: number, codes: readonly ErrorCode[]): ResponseObject {
  const mayWait = status === 429 || status === 503 || status === 409;
  return {
    description: codes.map((code) => errorCodes[code].title).join("; "),
    headers: { ...headersOf(operation), ...(mayWait ? { "Retry-After": header("RetryAfter") } : {}) },
    content: {
      "application/problem+json": {
        schema: {
          allOf: [
            { $ref: "#/components/schemas/Problem" },
            { properties: { status: { const: status }, code: { enum: codes } } },
          ],
        },
        examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
      },
    },
  };
}
