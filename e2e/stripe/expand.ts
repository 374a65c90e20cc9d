import { StripeRefusal } from "./errors";
import { isObject, type Json, type JsonObject } from "./json";
import { resolve } from "./schema";

const maxDepth = 4;

/**
 * The answer with objects in the place of the ids that `paths` name ("data.source.charge"). Throws for a path
 * that the description does not mark as expandable. Ids of objects that do not exist here stay ids.
 */
export function expandAnswer(
  answer: JsonObject,
  schema: JsonObject,
  paths: string[],
  find: (id: string) => JsonObject | undefined,
): JsonObject {
  const expanded = paths.length === 0 ? answer : structuredClone(answer);
  for (const path of paths) {
    const steps = path.split(".");
    if (steps.length > maxDepth) throw new StripeRefusal(`Only ${maxDepth} levels can be expanded: ${path}`);
    if (!isExpandable(resolve(schema), steps)) {
      throw new StripeRefusal(`This property cannot be expanded (${path}).`, { param: "expand" });
    }
    expandStep(expanded, steps, find);
  }
  return expanded;
}

function isExpandable(schema: JsonObject, steps: string[]): boolean {
  const [step, ...rest] = steps;
  if (step === undefined) return false;
  const properties = isObject(schema.properties) ? schema.properties : {};
  const property = Object.hasOwn(properties, step) ? properties[step] : undefined;
  if (property === undefined) return false;
  const target = resolve(property);
  if (rest.length === 0) return target["x-expandable"] === true;
  return choicesOf(target).some((choice) => isExpandable(choice, rest));
}

/** The schemas that a value below this one may have: through lists and through several forms. */
function choicesOf(schema: JsonObject): JsonObject[] {
  if (Array.isArray(schema.anyOf)) return schema.anyOf.flatMap((choice) => choicesOf(resolve(choice)));
  return schema.items === undefined ? [schema] : choicesOf(resolve(schema.items));
}

function expandStep(holder: JsonObject, steps: string[], find: (id: string) => JsonObject | undefined): void {
  const [step = "", ...rest] = steps;
  const value = holder[step];
  if (rest.length === 0) {
    if (typeof value === "string") holder[step] = find(value) ?? value;
    else if (Array.isArray(value))
      holder[step] = value.map((item) => (typeof item === "string" ? (find(item) ?? item) : item));
    return;
  }
  if (typeof value === "string") holder[step] = structuredClone(find(value) ?? value);
  for (const inner of listOf(holder[step])) if (isObject(inner)) expandStep(inner, rest, find);
}

function listOf(value: Json | undefined): Json[] {
  if (Array.isArray(value)) return value;
  return value === undefined ? [] : [value];
}
