import type { ConnectedAccountId, OrganizationId } from "../core/ids";

/** One connected account of one organization, as statements name it. */
export type AccountScope = { organizationId: OrganizationId; connectedAccountId: ConnectedAccountId };
