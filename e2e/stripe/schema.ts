import { readFileSync } from "node:fs";
import Ajv2020, { type ValidateFunction } from "ajv/dist/2020.js";
import { child, isObject, type Json, type JsonObject } from "./json";

const file = new URL("./schema/stripe-openapi-subset.json", import.meta.url);
const document: unknown = JSON.parse(readFileSync(file, "utf8"));
if (!isObject(document)) throw new Error(`${file.pathname} holds no schema.`);
const paths = child(document, "paths") ?? {};
const components = child(child(document, "components") ?? {}, "schemas") ?? {};

export type Method = "GET" | "POST";
export type Operation = { query: JsonObject; body: JsonObject; answer: JsonObject };

const operations = new Map<string, Operation>();

/** What the description says of one operation: its query, its body, and the form of its answer. */
export function operationOf(method: Method, path: string): Operation {
  const key = `${method} ${path}`;
  const known = operations.get(key);
  if (known) return known;
  const source = child(child(paths, path) ?? {}, method.toLowerCase());
  if (!source) throw new Error(`The description has no ${key}.`);
  const operation = {
    query: querySchema(source.parameters),
    body: contentSchema(child(source, "requestBody")),
    answer: contentSchema(child(child(source, "responses") ?? {}, "200")),
  };
  operations.set(key, operation);
  return operation;
}

/** All operations of the description, as "GET /v1/balance". */
export function operationNames(): string[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(isObject(methods) ? methods : {}).map((method) => `${method.toUpperCase()} ${path}`),
  );
}

function querySchema(parameters: Json | undefined): JsonObject {
  const properties: JsonObject = {};
  for (const parameter of Array.isArray(parameters) ? parameters : []) {
    if (!isObject(parameter) || parameter.in !== "query") continue;
    if (typeof parameter.name === "string") properties[parameter.name] = parameter.schema;
  }
  return { type: "object", properties };
}

function contentSchema(holder: JsonObject | undefined): JsonObject {
  const content = Object.values(child(holder ?? {}, "content") ?? {})[0];
  return (isObject(content) ? child(content, "schema") : undefined) ?? { type: "object", properties: {} };
}

/** Follows `$ref` to the component it names. */
export function resolve(schema: Json | undefined): JsonObject {
  if (!isObject(schema)) return {};
  if (typeof schema.$ref !== "string") return schema;
  const name = schema.$ref.slice(schema.$ref.lastIndexOf("/") + 1);
  return child(components, name) ?? {};
}

const validators = new Map<string, ValidateFunction>();
const engines = new Map<boolean, Ajv2020>();

/**
 * Why a 200 answer does not fit the description, or null when it does. Fields that the description does not
 * know count as faults. Answers without expanded objects are checked against a small form of the schema.
 */
export function faultOfAnswer(method: Method, path: string, answer: JsonObject, expanded: boolean): string | null {
  const key = `${method} ${path} ${expanded}`;
  let validate = validators.get(key);
  if (!validate) {
    validate = engineFor(expanded).compile(strictly(operationOf(method, path).answer, expanded));
    validators.set(key, validate);
  }
  if (validate(answer)) return null;
  const [fault] = validate.errors ?? [];
  return `${method} ${path}: ${fault?.instancePath} ${fault?.message} ${JSON.stringify(fault?.params)}`;
}

function engineFor(expanded: boolean): Ajv2020 {
  const known = engines.get(expanded);
  if (known) return known;
  const formats = { "unix-time": true, currency: /^[a-z]{3}$/, decimal: true } as const;
  const engine = new Ajv2020({ strict: false, formats, inlineRefs: false, code: { optimize: false } });
  const definitions = Object.entries(components).map(([name, schema]) => [name, strictly(schema, expanded)]);
  engine.addSchema({ $id: "stripe", $defs: Object.fromEntries(definitions) });
  engines.set(expanded, engine);
  return engine;
}

/** The schema with closed objects; without `expanded`, an expandable field may only hold an id. */
function strictly(schema: Json | undefined, expanded: boolean): JsonObject {
  const closed = closeObjects(schema, expanded);
  return isObject(closed) ? closed : {};
}

function closeObjects(schema: Json | undefined, expanded: boolean): Json | undefined {
  if (Array.isArray(schema)) return schema.map((item) => closeObjects(item, expanded) ?? null);
  if (!isObject(schema)) return schema;
  const closed: JsonObject = {};
  for (const [key, value] of Object.entries(schema)) {
    if (key === "description" && typeof value === "string") continue;
    if (key.startsWith("x-")) continue;
    const isReference = key === "$ref" && typeof value === "string";
    closed[key] = isReference
      ? value.replace("#/components/schemas/", "stripe#/$defs/")
      : closeObjects(value, expanded);
  }
  if (schema["x-expandable"] === true && !expanded && Array.isArray(closed.anyOf)) {
    closed.anyOf = closed.anyOf.filter((choice) => !isObject(choice) || choice.$ref === undefined);
  }
  if (isObject(closed.properties) && closed.type === "object" && closed.additionalProperties === undefined) {
    closed.additionalProperties = false;
  }
  return closed;
}

const blanks = new Map<string, JsonObject>();

/** The least object that fits a component: required fields alone, null where it is allowed. */
export function blank(component: string): JsonObject {
  const known = blanks.get(component);
  if (known) return known;
  const schema = child(components, component);
  if (!schema) throw new Error(`The description has no component ${component}.`);
  const made = blankObject(schema);
  blanks.set(component, made);
  return made;
}

/** A blank object with some fields set. */
export function fill(component: string, values: JsonObject): JsonObject {
  return { ...blank(component), ...values };
}

function blankObject(schema: JsonObject): JsonObject {
  const required = Array.isArray(schema.required) ? schema.required : [];
  const made: JsonObject = {};
  for (const [name, property] of Object.entries(child(schema, "properties") ?? {})) {
    if (required.includes(name)) made[name] = blankValue(property);
  }
  return made;
}

function blankValue(schema: Json | undefined): Json {
  const { type, enum: choices, anyOf, properties } = resolve(schema);
  const types = Array.isArray(type) ? type : [type];
  if (Array.isArray(anyOf)) {
    const allowsNull = anyOf.some((choice) => isObject(choice) && choice.type === "null");
    return allowsNull ? null : blankValue(anyOf[0]);
  }
  if (types.includes("null") || (Array.isArray(choices) && choices.includes(null))) return null;
  if (Array.isArray(choices)) return choices[0] ?? null;
  if (types.includes("array")) return [];
  if (types.includes("boolean")) return false;
  if (types.includes("integer") || types.includes("number")) return 0;
  if (types.includes("object")) return properties === undefined ? {} : blankObject(resolve(schema));
  return "";
}
