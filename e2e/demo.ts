import { readFileSync } from "node:fs";

export type DemoPerson = { role: "owner" | "viewer"; email: string; password: string };

export type DemoOrganization = {
  id: string;
  slug: string;
  email: string;
  password: string;
  apiKey: string;
  accountIds: string[];
  people: DemoPerson[];
};

export type Demo = {
  url: string;
  stripeApiBase: string;
  stripeSecretKey: string;
  webhookSecret: string;
  cronSecret: string;
  databaseUrl: string;
  pid: number;
  organizations: [DemoOrganization, DemoOrganization];
};

let known: Demo | undefined;

/** `DEMO_JSON` names the file, `.data/demo.json` is the usual one. */
export const demoFile = process.env.DEMO_JSON ?? ".data/demo.json";

/** What the running demo says of itself. */
export function demo(): Demo {
  known ??= JSON.parse(readFileSync(demoFile, "utf8")) as Demo;
  return known;
}
