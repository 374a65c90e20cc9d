import { readQuery } from "./read-query";
import { unknownParameters } from "./unknown-parameters";

/** For addresses that take no parameters. Throws `unknown_parameter`, and `invalid_request` for a query of no text. */
export function requireNoQuery(url: URL): void {
  const names = Object.keys(readQuery(url));
  if (names.length > 0) throw unknownParameters(names, "");
}
