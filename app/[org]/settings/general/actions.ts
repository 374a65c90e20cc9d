"use server";

import { organizationInput } from "@/lib/core/member-input";
import { action } from "@/lib/http/action";
import { updateOrganization } from "@/lib/organizations/update-organization";

/** Sets name and time zone. Every screen shows the one or is bounded by the other. */
export const updateOrganizationAction = action(organizationInput, updateOrganization, {
  revalidate: ["", "/settings/general"],
});
