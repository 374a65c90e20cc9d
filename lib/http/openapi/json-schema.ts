import { z } from "zod";
import type { Json } from "../json";

export type JsonObject = { readonly [key: string]: Json };

/** A schema in the dialect of OpenAPI 3.1. `io` tells apart what is sent and what is parsed from it. */
export function toJsonSchema(schema: z.ZodType, io: "input" | "output"): JsonObject {
  return toPlain(
    z.toJSONSchema(schema, { io, unrepresentable: "any", override: ({ jsonSchema }) => tidy(jsonSchema) }),
  );
}

/** Named schemas, each of which names the others where it holds them. */
export function toComponents(named: Readonly<Record<string, z.ZodType>>): Record<string, JsonObject> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    uri: (id) => `#/components/schemas/${id}`,
    override: ({ jsonSchema }) => tidy(jsonSchema),
  });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, toPlain(schema)]));
}

/** What says nothing to a reader, or the same twice: patterns beside formats, and the range of exact integers. */
function tidy(schema: z.core.JSONSchema.BaseSchema): void {
  if (schema.format !== undefined) delete schema.pattern;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  // Given as one text or as several: described as a list, which a comma joins.
  if (schema.type === "array") delete schema.anyOf;
}

function toPlain(schema: object): JsonObject {
  const { $schema: _dialect, $id: _id, ...rest }: Record<string, Json> = JSON.parse(JSON.stringify(schema));
  return rest;
}
