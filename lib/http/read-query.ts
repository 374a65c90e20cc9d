import { AppError, type InputFault } from "../core/errors";
import { isStorableText } from "./storable-text";

/**
 * The query of an address as one value per name, or a list for a name that is repeated. Throws `invalid_request` for
 * an escape that does not decode, and for text that the database could not be asked about.
 */
export function readQuery(url: URL): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  const faults: InputFault[] = [];
  for (const pair of url.search.slice(1).split("&")) {
    if (pair === "") continue;
    const [name = "", ...rest] = pair.split("=");
    const [key, value] = [decode(name), decode(rest.join("="))];
    if (key === null || value === null || !isStorableText(key) || !isStorableText(value)) {
      faults.push({ pointer: key ?? "", code: "invalid_text", detail: "Must be well-formed UTF-8 text without NUL." });
      continue;
    }
    const before = Object.hasOwn(query, key) ? query[key] : undefined;
    const next = before === undefined ? value : [before, value].flat();
    // Defined and not assigned: a name such as __proto__ must stay a name.
    Object.defineProperty(query, key, { value: next, enumerable: true, configurable: true, writable: true });
  }
  if (faults.length > 0) throw new AppError("invalid_request", "The query cannot be read.", { errors: faults });
  return query;
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    // Told to the caller as a fault of that parameter.
    return null;
  }
}
