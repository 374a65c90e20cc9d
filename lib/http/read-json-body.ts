import { AppError, type InputFault } from "../core/errors";
import { decodeUtf8, readBytes } from "./read-bytes";
import { isStorableText } from "./storable-text";

const bodyBytesMax = 64 * 1024;
const bodyDepthMax = 8;

/**
 * The members of a JSON body; no body at all counts as `{}`. Throws `payload_too_large` above 64 KiB,
 * `unsupported_media_type` for anything not declared as JSON, and `invalid_request` for what is no JSON object.
 */
export async function readJsonBody(request: Request): Promise<Record<string, unknown>> {
  const bytes = await readBytes(request, bodyBytesMax);
  if (bytes.byteLength === 0) return {};
  requireJsonType(request.headers.get("content-type"));
  const body = parse(decodeUtf8(bytes));
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new AppError("invalid_request", "The body must be a JSON object.");
  }
  const faults = faultsOfTexts(body, "#", 0);
  if (faults.length > 0)
    throw new AppError("invalid_request", "The body has text that cannot be kept.", { errors: faults });
  return Object.fromEntries(Object.entries(body));
}

function requireJsonType(contentType: string | null): void {
  const [type, ...parameters] = (contentType ?? "").toLowerCase().split(";");
  const isJson = type?.trim() === "application/json";
  const isUtf8 = parameters.every(
    (parameter) => !/^\s*charset=/.test(parameter) || /=\s*"?utf-8"?\s*$/.test(parameter),
  );
  if (!isJson || !isUtf8) {
    throw new AppError("unsupported_media_type", "Send the body as Content-Type: application/json in UTF-8.");
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AppError("invalid_request", "The body is not JSON.", {}, { cause: error });
  }
}

/** Every text and every name in it, since a schema may let through what the database cannot keep. */
function faultsOfTexts(value: unknown, pointer: string, depth: number): InputFault[] {
  if (typeof value === "string" && !isStorableText(value)) {
    return [{ pointer, code: "invalid_text", detail: "Must be well-formed text without NUL." }];
  }
  if (typeof value !== "object" || value === null) return [];
  if (depth >= bodyDepthMax) return [{ pointer, code: "too_deep", detail: "Is nested too deeply." }];
  return Object.entries(value).flatMap(([name, member]) =>
    isStorableText(name)
      ? faultsOfTexts(member, `${pointer}/${escapePointer(name)}`, depth + 1)
      : [{ pointer, code: "invalid_text", detail: "Has a name that is not well-formed text without NUL." }],
  );
}

/** Source: RFC 6901, section 3. */
export function escapePointer(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}
