import type { Demo, DemoOrganization } from "../demo";
import { sendRaw } from "./raw-request";

/** Somebody who asks. */
export type Caller = {
  readonly name: string;
  /** Place of their organization in the demo; null for strangers. */
  readonly home: 0 | 1 | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly isSession: boolean;
  readonly mayWrite: boolean;
};

/** Both organizations' keys and people, and strangers of every kind. */
export async function findCallers({ url, organizations }: Demo): Promise<Caller[]> {
  const members: Caller[] = [];
  for (const home of [0, 1] as const) {
    const organization = organizations[home];
    const key = { authorization: `Bearer ${organization.apiKey}` };
    members.push({ name: `${organization.slug} key`, home, headers: key, isSession: false, mayWrite: true });
    for (const { role, email, password } of organization.people) {
      const headers = await signIn(url, organization, { email, password });
      const mayWrite = role !== "viewer";
      members.push({ name: `${organization.slug} ${role}`, home, headers, isSession: true, mayWrite });
    }
  }
  const spoiltKey = organizations[0].apiKey.slice(0, -1).concat(organizations[0].apiKey.endsWith("A") ? "B" : "A");
  const strange: Record<string, Record<string, string>> = {
    nobody: {},
    "a spoilt key": { authorization: `Bearer ${spoiltKey}` },
    "no key": { authorization: "Bearer " },
    "a live key": { authorization: `Bearer pnp_live_${"a".repeat(30)}` },
    "a name and password": { authorization: "Basic b3duZXI6b3duZXI=" },
    "a made-up session": { cookie: "pennyproof.session_token=abc.def" },
    "a stranger who names an organization": { "x-organization": organizations[0].slug },
  };
  const strangers = Object.entries(strange).map(([name, headers]) => ({
    name,
    home: null,
    headers,
    isSession: false,
    mayWrite: false,
  }));
  return [...members, ...strangers];
}

async function signIn(url: string, { slug }: DemoOrganization, credentials: { email: string; password: string }) {
  const answer = await sendRaw(url, {
    method: "POST",
    target: "/api/auth/sign-in/email",
    headers: { "content-type": "application/json" },
    body: Buffer.from(JSON.stringify(credentials)),
  });
  const cookies = [answer.headers["set-cookie"] ?? []].flat().map((line) => line.split(";")[0] ?? "");
  if (answer.status !== 200 || cookies.length === 0) throw new Error(`Signing in to ${slug}: ${answer.text}`);
  return { cookie: cookies.join("; "), origin: url, "x-organization": slug };
}
