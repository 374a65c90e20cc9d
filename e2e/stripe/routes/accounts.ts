import { missing, StripeRefusal } from "../errors";
import { type JsonObject, text } from "../json";
import { listPage } from "../lists";
import { account as accountObject } from "../objects/account";
import { externalAccount } from "../objects/external-account";
import type { Call, Route } from "../routes";
import type { AccountRecord } from "../state";

export const accountRoutes: Route[] = [
  { method: "GET", path: "/v1/account", scope: "either", run: ({ account }) => accountObject(account) },
  { method: "GET", path: "/v1/accounts", scope: "platform", run: listAccounts },
  {
    method: "GET",
    path: "/v1/accounts/{id}",
    scope: "platform",
    run: ({ world, id }) => accountObject(connected(world, id)),
  },
  { method: "GET", path: "/v1/accounts/{account}/external_accounts", scope: "platform", run: listExternal },
  { method: "GET", path: "/v1/accounts/{account}/external_accounts/{id}", scope: "platform", run: getExternal },
];

/** An account that the platform does not know is refused in the same words as one that never was. */
function connected(world: Call["world"], id: string): AccountRecord {
  const account = id === world.state.platform.id ? world.state.platform : world.state.accounts[id];
  if (account?.isConnected) return account;
  const message = `The provided key does not have access to account '${id}' (or that account does not exist).`;
  throw new StripeRefusal(message, { status: 403, code: "account_invalid" });
}

function listAccounts({ world, params }: Call): JsonObject {
  return listPage(Object.values(world.state.accounts), params, {
    url: "/v1/accounts",
    name: "account",
    keep: (account) => account.isConnected,
    show: accountObject,
  });
}

function listExternal({ world, owner, params }: Call): JsonObject {
  const account = connected(world, owner);
  const object = text(params, "object");
  return listPage(account.externalAccounts, params, {
    url: `/v1/accounts/${account.id}/external_accounts`,
    name: "external account",
    keep: (external) => !external.deleted && (object === undefined || external.object === object),
    show: (external) => externalAccount(external, account.id),
  });
}

function getExternal({ world, owner, id }: Call): JsonObject {
  const account = connected(world, owner);
  const external = account.externalAccounts.find((candidate) => candidate.id === id && !candidate.deleted);
  if (!external) throw missing("external account", id);
  return externalAccount(external, account.id);
}
