import { type DemoOrganization, demo } from "./demo";
import { expect, sessionOf, test } from "./fixtures";

const onEveryAnswer = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};

type Asked = { path: string; method?: string; headers?: Record<string, string>; body?: string; status: number };

const timing = /^auth;dur=\d+\.\d, db;dur=\d+\.\d, stripe;dur=\d+\.\d$/;

/** Whatever is no page and no file says what it took, even where it took nothing. */
function isTimed({ path, method }: Asked): boolean {
  return path.startsWith("/api/") || path === "/%ff" || method === "PROPFIND";
}

function ask({ path, method = "GET", headers = {}, body }: Asked): Promise<Response> {
  return fetch(`${demo().url}${path}`, { method, headers, body, redirect: "manual" });
}

/** Answers of every kind: of pages, of the API, of Next itself, of what answers before it, and files. */
function asked(main: DemoOrganization, script: string, cookie: string): Asked[] {
  const key = { authorization: `Bearer ${main.apiKey}` };
  const foreignAction = { "next-action": "00".repeat(20), origin: "https://evil.example", cookie };
  return [
    { path: "/sign-in", status: 200 },
    { path: "/sign-in", method: "HEAD", status: 200 },
    { path: `/${main.slug}`, headers: { cookie }, status: 200 },
    { path: `/${main.slug}/settings/members`, headers: { cookie, rsc: "1" }, status: 307 },
    { path: `/${main.slug}`, status: 307 },
    { path: "/no-such-organization", headers: { cookie }, status: 404 },
    { path: "/accept-invite/wrong", status: 404 },
    { path: "/%ff", status: 400 },
    { path: "//evil.example/", status: 308 },
    { path: "/sign-in/", status: 308 },
    { path: "/sign-in", method: "POST", headers: foreignAction, body: "[]", status: 500 },
    { path: "/api/health", status: 200 },
    { path: "/api/balance", headers: key, status: 200 },
    { path: "/api/balance", status: 401 },
    { path: "/api/payouts/unknown", headers: key, status: 404 },
    { path: "/api/nothing", status: 404 },
    { path: "/api/health", method: "DELETE", status: 405 },
    { path: "/api/payouts", method: "POST", headers: key, body: "{", status: 415 },
    { path: "/api/payouts/%ff", status: 400 },
    { path: "/api/payouts/", status: 404 },
    { path: "/api//payouts", headers: key, status: 404 },
    { path: "/sign-in", method: "PROPFIND", status: 405 },
    { path: "/api/payouts", method: "PURGE", headers: key, status: 405 },
    { path: "/api/webhooks/stripe", method: "POST", body: "{}", status: 400 },
    { path: "/icon.svg", status: 200 },
    { path: "/favicon.ico", status: 200 },
    { path: script, status: 200 },
    { path: "/_next/static/nothing.js", status: 404 },
    { path: "/_next/static/%ff", status: 404 },
  ];
}

test("every kind of answer limits what a browser does with it", async ({ browser, main }) => {
  const { cookies } = await sessionOf(browser, main, "owner");
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const html = await (await ask({ path: "/sign-in", status: 200 })).text();
  const script = /\/_next\/static\/[^"]+\.js/.exec(html)?.[0] ?? "";
  for (const one of asked(main, script, cookie)) {
    const response = await ask(one);
    const what = `${one.method ?? "GET"} ${one.path}`;
    expect(response.status, what).toBe(one.status);
    expect(Object.fromEntries(response.headers), what).toMatchObject(onEveryAnswer);
    expect(response.headers.get("permissions-policy"), what).toContain("camera=()");
    expect(response.headers.get("x-powered-by"), what).toBeNull();
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(policy, what).toContain("default-src 'none'");
    expect(policy, what).toContain("frame-ancestors 'none'");
    expect(policy.replace("style-src-attr 'unsafe-inline'", ""), what).not.toContain("unsafe");
    if (one.path.startsWith("/api/")) expect(policy, what).toBe("default-src 'none'; frame-ancestors 'none'");
    if (isTimed(one)) expect(response.headers.get("server-timing"), what).toMatch(timing);
  }
});

test("a page's nonce is new each time, and every script of it carries it", async () => {
  const nonces = new Set<string>();
  for (const path of ["/sign-in", "/sign-in", "/accept-invite/wrong"]) {
    const response = await fetch(`${demo().url}${path}`);
    const nonce = /'nonce-([^']+)'/.exec(response.headers.get("content-security-policy") ?? "")?.[1] ?? "";
    const scripts = (await response.text()).match(/<script[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(3);
    expect(scripts.filter((script) => !script.includes(`nonce="${nonce}"`))).toEqual([]);
    nonces.add(nonce);
  }
  expect(nonces.size).toBe(3);
});

test("browsers are bound to encryption where a proxy says that there is some", async () => {
  const script = /\/_next\/static\/[^"]+\.js/.exec(await (await fetch(`${demo().url}/sign-in`)).text())?.[0];
  for (const path of ["/sign-in", "/api/health", "/api/nothing", "/api/payouts/", "/%ff", "/api/payouts/%ff", script]) {
    const response = await fetch(`${demo().url}${path}`, { headers: { "x-forwarded-proto": "https" } });
    expect(response.headers.get("strict-transport-security"), path).toBe("max-age=63072000; includeSubDomains");
  }
});

test("the session's cookie is out of reach of scripts and of other sites", async ({ browser, main }) => {
  const { cookies } = await sessionOf(browser, main, "owner");
  const sessions = cookies.filter(({ name }) => name.endsWith("session_token"));
  expect(sessions).toHaveLength(1);
  expect(sessions[0]).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
});

test("an action is not run for another site", async ({ ownerPage: page, main }) => {
  const address = `/${main.slug}/settings/general`;
  await page.goto(address);
  const name = await page.getByLabel("Name").inputValue();
  const posted = page.waitForRequest((request) => request.method() === "POST");
  await page.getByRole("button", { name: "Save" }).click();
  const request = await posted;
  await expect(page.getByText("Saved.")).toBeVisible();
  const { origin: own = "", ...rest } = await request.allHeaders();
  const kept = Object.entries(rest).filter(([header]) => !/^(:|host$|content-length$|sec-|accept-enc)/.test(header));
  const body = (request.postData() ?? "").replace(name, "Taken over");
  expect(body).toContain("Taken over");
  for (const origin of ["https://evil.example", "null", `${own}.evil.example`, null]) {
    const headers = { ...Object.fromEntries(kept), ...(origin === null ? {} : { origin }) };
    await fetch(`${demo().url}${address}`, { method: "POST", headers, body });
    await page.goto(address);
    await expect(page.getByLabel("Name"), String(origin)).toHaveValue(name);
  }
  // The same request with our own origin is taken, so it was the origin that was refused.
  const headers = { ...Object.fromEntries(kept), origin: own };
  const taken = await fetch(`${demo().url}${address}`, { method: "POST", headers, body: request.postData() });
  expect(await taken.text()).toContain('"ok":true');
});
