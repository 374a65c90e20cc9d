import { z } from "zod";
import { idText } from "./input-fields";

/** Anything that is named by its id alone. A malformed id is for the verb to not find, like an unknown one. */
export const idInput = z.strictObject({ id: idText });
export type IdInput = z.output<typeof idInput>;
