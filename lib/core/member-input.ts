import { z } from "zod";
import { roles } from "./access";
import { idText, oneOf, plainText, timezoneField } from "./input-fields";
import { passwordLengthMax, passwordLengthMin } from "./password";

const personNameMax = 80;
const organizationNameMax = 80;

const emailField = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "At most 254 characters.")
  .pipe(z.email("Enter an email address, such as name@example.com."));

const nameField = (sentence: string, max: number) =>
  plainText(max)
    .transform((text) => text.trim())
    .refine((text) => text !== "", sentence);

/** Whom to let in, and as what. Addresses are compared in lower case. */
export const inviteMemberInput = z.strictObject({ email: emailField, role: oneOf(roles) });
export type InviteMemberInput = z.output<typeof inviteMemberInput>;

/** A member by the id of the membership, and the role they are to have. */
export const changeRoleInput = z.strictObject({ id: idText, role: oneOf(roles) });
export type ChangeRoleInput = z.output<typeof changeRoleInput>;

/** What a person without a sign-in gives to accept an invitation. The password is taken as it was typed. */
export const newPersonInput = z.strictObject({
  name: nameField("Enter your name.", personNameMax),
  password: z
    .string()
    .min(passwordLengthMin, `Choose at least ${passwordLengthMin} characters.`)
    .max(passwordLengthMax, `At most ${passwordLengthMax} characters.`),
});
export type NewPersonInput = z.output<typeof newPersonInput>;

/** What an organization is called, and the zone that its days are in. */
export const organizationInput = z.strictObject({
  name: nameField("Give the organization a name.", organizationNameMax),
  timezone: timezoneField,
});
export type OrganizationInput = z.output<typeof organizationInput>;

/** An act that needs nothing beyond who does it. */
export const noInput = z.strictObject({});
