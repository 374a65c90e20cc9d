import { AppError } from "../core/errors";

/**
 * Reads a body as it streams in and stops at the limit, whatever the sender announced. Throws `payload_too_large`.
 */
export async function readBytes(request: Request, bytesMax: number): Promise<Uint8Array> {
  if (Number(request.headers.get("content-length") ?? 0) > bytesMax) throw tooLarge(bytesMax);
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size > bytesMax) throw tooLarge(bytesMax);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Bytes as text, byte for byte. Throws `invalid_request` for anything that is not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new AppError("invalid_request", "The body is not UTF-8.", {}, { cause: error });
  }
}

function tooLarge(bytesMax: number): AppError {
  return new AppError("payload_too_large", `The body may have at most ${bytesMax / 1024} KiB.`);
}
