import { z } from "zod";

/** What the sign-in form sends. E-mail addresses are compared in lower case; a password is taken as it was typed. */
export const signInInput = z.object({
  email: z.string().trim().toLowerCase().max(254).default(""),
  password: z.string().max(256).default(""),
  next: z.string().optional(),
});
