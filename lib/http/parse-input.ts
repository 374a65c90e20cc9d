import type { z } from "zod";
import { AppError, type ErrorCode, type InputFault } from "../core/errors";
import { escapePointer } from "./read-json-body";

/** Where an input came from, which decides how its faults are named: `#/amount` in a body, `amount` elsewhere. */
export type InputSource = "body" | "query";

/**
 * Parses by a schema. Throws `invalid_request` with every fault, or the more telling code when a fault is that the
 * parameter does not exist, or when the schema names one of ours.
 */
export function parseInput<T>(schema: z.ZodType<T>, value: unknown, source: InputSource): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.flatMap((issue) => faultsOf(issue, source));
  throw new AppError(codeOf(errors), sentenceOf(errors), { errors });
}

function faultsOf(issue: z.core.$ZodIssue, source: InputSource): InputFault[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      pointer: pointerOf([...issue.path, key], source),
      code: "unknown_parameter",
      detail: "There is no such parameter.",
    }));
  }
  const code = issue.code === "custom" ? namedCode(issue) : issue.code;
  return [{ pointer: pointerOf(issue.path, source), code, detail: issue.message }];
}

/** A rule of ours names its own code; one that does not is about the form of the value. */
function namedCode({ params }: z.core.$ZodIssueCustom): string {
  return typeof params?.code === "string" ? params.code : "invalid_format";
}

function pointerOf(path: readonly PropertyKey[], source: InputSource): string {
  // A parameter that is a list of values is still one parameter: the place in the list is no part of its name.
  if (source === "query")
    return path
      .filter((part) => typeof part !== "number")
      .map(String)
      .join(".");
  return `#${path.map((part) => `/${escapePointer(String(part))}`).join("")}`;
}

const tellingCodes = ["unknown_parameter", "invalid_timezone", "range_too_large"] as const satisfies ErrorCode[];

function codeOf(errors: readonly InputFault[]): ErrorCode {
  return tellingCodes.find((code) => errors.some((fault) => fault.code === code)) ?? "invalid_request";
}

function sentenceOf(errors: readonly InputFault[]): string {
  const names = [...new Set(errors.map((fault) => fault.pointer.replace(/^#\/?/, "")))].filter((name) => name !== "");
  if (names.length === 0) return errors[0]?.detail ?? "The request could not be understood.";
  return `Please check ${new Intl.ListFormat("en").format(names)}.`;
}
