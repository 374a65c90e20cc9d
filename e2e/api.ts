import { type DemoOrganization, demo } from "./demo";

export type Api = (
  method: string,
  path: string,
  options?: { body?: unknown; key?: string | null; headers?: Record<string, string> },
) => Promise<{ status: number; headers: Headers; body: Record<string, unknown> }>;

/** Calls the public API with the organization's key; `key: null` sends none. */
export function apiOf(organization: DemoOrganization): Api {
  return async (method, path, { body, key = organization.apiKey, headers = {} } = {}) => {
    const response = await fetch(`${demo().url}${path}`, {
      method,
      headers: {
        ...(key ? { authorization: `Bearer ${key}` } : {}),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : {} };
  };
}
