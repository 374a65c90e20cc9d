import { apiVersion } from "./document";
import { operations } from "./operations";

/** What a program that reads needs to find its way: a few true sentences, and every address. */
export function llmsText(appUrl: string): string {
  const lines = operations.map(({ method, path, summary, access }) => {
    const needs = access.includes(":") ? `scope ${access}` : access === "public" ? "public" : `for ${access}`;
    return `- ${method} ${path}: ${summary} (${needs})`;
  });
  return `# Pennyproof API ${apiVersion}

> Balances, transactions, payouts and reports of the Stripe accounts of one organization.

- Document: ${appUrl}/api/openapi.json (OpenAPI 3.1)
- Reference: ${appUrl}/docs/api
- Errors: ${appUrl}/docs/errors
- Authorization: Bearer pnp_test_… or pnp_live_…, a key of one organization
- Amounts are whole numbers of minor units beside a lower-case currency code; currencies are never added together.
- Parameters that do not exist are refused with 400 unknown_parameter.
- Send an Idempotency-Key with POST /api/payouts and repeat the same request with it until it is answered: it pays once.
- 202 to a payout means that its outcome is not known yet. Ask at Location; do not send it under another key.

## Addresses

${lines.join("\n")}
`;
}
