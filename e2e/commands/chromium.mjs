// Finds a Chromium for the browser tests, or installs Debian's.
import { existsSync } from "node:fs";
import { run } from "./children.mjs";
import { Refusal } from "./house.mjs";

const usual = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
];

/** The path of a Chromium that is installed. Installs one when we are root on Debian; else says how. */
export async function findChromium({ logs }) {
  const asked = process.env.PW_CHROMIUM;
  if (asked && !existsSync(asked)) throw new Refusal(`PW_CHROMIUM names ${asked}, which does not exist.`);
  const found = asked || usual.find((path) => existsSync(path)) || (await findPlaywrights());
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    const options = { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" }, logs };
    await run("apt-update", "apt-get", ["update"], options);
    await run("apt-install", "apt-get", ["install", "-y", "chromium"], options);
    if (existsSync(usual[0])) return usual[0];
  }
  throw new Refusal(
    "There is no Chromium for the browser tests. Run `npx playwright install --with-deps chromium`, or install one " +
      "with the system's packages (`sudo apt-get install chromium`), or set PW_CHROMIUM to its path.",
  );
}

async function findPlaywrights() {
  const { chromium } = await import("@playwright/test");
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : null;
}
