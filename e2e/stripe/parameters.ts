import { StripeRefusal } from "./errors";
import { isObject, type Json, type JsonObject } from "./json";
import { resolve } from "./schema";

/** Decodes `a[b]=1&c[]=2&c[0]=3` to nested objects; lists stay objects until the schema says otherwise. */
export function decodeForm(encoded: string): JsonObject {
  const decoded: JsonObject = Object.create(null);
  for (const [name, value] of new URLSearchParams(encoded)) {
    const [first = name, ...rest] = name.split("[").map((part) => part.replace(/\]$/, ""));
    place(decoded, [first, ...rest], value);
  }
  return decoded;
}

function place(target: JsonObject, path: string[], value: string): void {
  let holder = target;
  for (const key of path.slice(0, -1)) {
    const next = holder[key];
    const inner: JsonObject = isObject(next) ? next : Object.create(null);
    holder[key] = inner;
    holder = inner;
  }
  const last = path.at(-1) ?? "";
  holder[last === "" ? String(Object.keys(holder).length) : last] = value;
}

/**
 * The parameters in the types that the description gives them. Throws `parameter_unknown` for names it does
 * not know, at any depth, `parameter_missing`, `parameter_invalid_integer` and `parameter_invalid_empty`.
 */
export function checkParameters(schema: JsonObject, given: JsonObject): JsonObject {
  const checked = checkObject(schema, given, "");
  const required = Array.isArray(schema.required) ? schema.required : [];
  for (const name of required) {
    if (typeof name === "string" && checked[name] === undefined) {
      throw new StripeRefusal(`Missing required param: ${name}.`, { code: "parameter_missing", param: name });
    }
  }
  return checked;
}

function checkObject(schema: JsonObject, given: JsonObject, prefix: string): JsonObject {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const checked: JsonObject = {};
  for (const [key, value] of Object.entries(given)) {
    const name = prefix === "" ? key : `${prefix}[${key}]`;
    const property = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (property === undefined && schema.additionalProperties === undefined) {
      throw new StripeRefusal(`Received unknown parameter: ${name}`, { code: "parameter_unknown", param: name });
    }
    checked[key] = property === undefined ? value : checkValue(resolve(property), value ?? null, name);
  }
  return checked;
}

function checkValue(schema: JsonObject, value: Json, name: string): Json {
  if (Array.isArray(schema.anyOf)) return checkValue(choiceFor(schema.anyOf, value), value, name);
  if (schema.type === "array") return checkList(schema, value, name);
  if (schema.type === "object") {
    if (isObject(value)) return checkObject(schema, value, name);
    if (value === "" && schema.additionalProperties !== undefined) return "";
    throw new StripeRefusal(`Invalid object: ${name}`, { param: name });
  }
  if (typeof value !== "string") throw new StripeRefusal(`Invalid string: ${name}`, { param: name });
  return checkText(schema, value, name);
}

function checkText(schema: JsonObject, value: string, name: string): Json {
  if (schema.type === "integer") {
    if (value === "") throw emptyValue(name);
    if (!/^-?\d{1,16}$/.test(value) || !Number.isSafeInteger(Number(value))) {
      throw new StripeRefusal(`Invalid integer: ${value}`, { code: "parameter_invalid_integer", param: name });
    }
    return Number(value);
  }
  if (schema.type === "boolean") {
    if (value === "true") return true;
    if (value === "false") return false;
    throw new StripeRefusal(`Invalid boolean: ${value}`, { param: name });
  }
  if (Array.isArray(schema.enum) && !schema.enum.includes(value)) {
    throw new StripeRefusal(`Invalid ${name}: must be one of ${schema.enum.join(", ")}`, { param: name });
  }
  return value;
}

function checkList(schema: JsonObject, value: Json, name: string): Json {
  if (!isObject(value)) throw new StripeRefusal(`Invalid array: ${name}`, { param: name });
  const entries = Object.entries(value);
  if (entries.some(([key]) => !/^\d+$/.test(key))) throw new StripeRefusal(`Invalid array: ${name}`, { param: name });
  return entries.map(([key, item]) => checkValue(resolve(schema.items), item ?? null, `${name}[${key}]`));
}

/** Of several forms, the one that looks like the value: an object, an empty string, or a plain value. */
function choiceFor(choices: Json[], value: Json): JsonObject {
  const resolved = choices.map((choice) => resolve(choice));
  if (isObject(value)) return resolved.find(({ type }) => type === "object" || type === "array") ?? {};
  const unsets = resolved.find((choice) => Array.isArray(choice.enum) && choice.enum.includes(value));
  return (
    unsets ??
    resolved.find(({ type, enum: fixed }) => type !== "object" && type !== "array" && !fixed) ??
    resolved[0] ??
    {}
  );
}

function emptyValue(name: string): StripeRefusal {
  const message = `You passed an empty string for '${name}'.`;
  return new StripeRefusal(message, { code: "parameter_invalid_empty", param: name });
}
