import { AppError } from "../core/errors";

/** The refusal `unknown_parameter` of names that an address does not take; the prefix is `#/` for members of a body. */
export function unknownParameters(names: readonly string[], prefix: "" | "#/"): AppError {
  const errors = names.map((name) => ({
    pointer: `${prefix}${name}`,
    code: "unknown_parameter",
    detail: "There is no such parameter here.",
  }));
  return new AppError("unknown_parameter", `There is no parameter ${names.join(", ")} here.`, { errors });
}
