import type { ReferenceField } from "../../core/reference";
import type { Json } from "../json";
import type { JsonObject } from "./json-schema";

type Member = { name: string; schema: JsonObject; isRequired: boolean };

/** The members of an object schema as lines of a table; those within another are named by their path. */
export function fieldRows(schema: JsonObject, prefix = ""): ReferenceField[] {
  return membersOf(schema).flatMap((member) => {
    const name = `${prefix}${member.name}`;
    const inner = objectIn(member.schema);
    const row = { name, type: typeText(member.schema), words: wordsOf(member.schema), isRequired: member.isRequired };
    return inner ? [row, ...fieldRows(inner, `${name}${isList(member.schema) ? "[]" : ""}.`)] : [row];
  });
}

/** A type in words, such as `integer, 1 to 100`, `a or b`, `list of text`, `Transaction or null`. */
export function typeText(schema: JsonObject): string {
  if (typeof schema.$ref === "string") return schema.$ref.split("/").at(-1) ?? "";
  const choices = schemasOf(schema.anyOf);
  if (choices.length > 0) return choices.map(typeText).join(" or ");
  if (Array.isArray(schema.type)) return schema.type.map((type) => typeText({ ...schema, type })).join(" or ");
  if (Array.isArray(schema.enum)) return schema.enum.map(String).join(" or ");
  if (schema.const !== undefined) return String(schema.const);
  if (schema.type === "array") return `list of ${typeText(toSchema(schema.items))}`;
  if (schema.type === "integer" || schema.type === "number") return `${schema.type}${rangeText(schema)}`;
  if (schema.type === "string") return stringWords[String(schema.format)] ?? "text";
  return String(schema.type ?? "anything");
}

const stringWords: Readonly<Record<string, string>> = { "date-time": "moment", date: "day", uuid: "id" };

function rangeText({ minimum, maximum }: JsonObject): string {
  if (minimum === undefined) return "";
  return maximum === undefined ? `, ${String(minimum)} or more` : `, ${String(minimum)} to ${String(maximum)}`;
}

function wordsOf({ description, default: fallback, maxLength }: JsonObject): string {
  const length = typeof maxLength === "number" && maxLength < 255 ? `At most ${maxLength} characters.` : "";
  const given = fallback === undefined ? "" : `Default: ${String(fallback)}.`;
  return [description === undefined ? "" : String(description), length, given].filter((part) => part !== "").join(" ");
}

function membersOf({ properties, required }: JsonObject): Member[] {
  const wanted = Array.isArray(required) ? required : [];
  return Object.entries(toSchema(properties)).map(([name, schema]) => ({
    name,
    schema: toSchema(schema),
    isRequired: wanted.includes(name),
  }));
}

/** The object with members of its own that a schema is, holds in a list, or may be; null for a named one. */
function objectIn(schema: JsonObject): JsonObject | null {
  if (schema.properties !== undefined) return schema;
  if (isList(schema)) return objectIn(toSchema(schema.items));
  return (
    schemasOf(schema.anyOf)
      .map(objectIn)
      .find((found) => found !== null) ?? null
  );
}

const isList = ({ type }: JsonObject): boolean => type === "array";

function schemasOf(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.map(toSchema) : [];
}

function toSchema(value: Json | undefined): JsonObject {
  return isSchema(value) ? value : {};
}

function isSchema(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
