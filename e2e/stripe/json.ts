/** Values as they travel over HTTP. A property that is undefined is left out of the answer. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json | undefined };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function text(source: JsonObject, key: string): string | undefined {
  const value = source[key];
  return typeof value === "string" ? value : undefined;
}

export function integer(source: JsonObject, key: string): number | undefined {
  const value = source[key];
  return typeof value === "number" ? value : undefined;
}

export function child(source: JsonObject, key: string): JsonObject | undefined {
  const value = source[key];
  return isObject(value) ? value : undefined;
}

export function textList(source: JsonObject, key: string): string[] {
  const value = source[key];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/** Metadata after an update: empty values unset their key, an empty string unsets all. */
export function mergeMetadata(current: Record<string, string>, change: Json | undefined): Record<string, string> {
  if (change === "") return {};
  if (!isObject(change)) return current;
  const merged = { ...current };
  for (const [key, value] of Object.entries(change)) {
    if (value === "") delete merged[key];
    else if (value !== undefined) merged[key] = String(value);
  }
  return merged;
}
