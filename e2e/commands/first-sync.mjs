// What Stripe's events and a scheduler do for a hosted installation, the demo does itself over HTTP.
import { appendFileSync } from "node:fs";
import { sleep } from "../../db/processes.mjs";
import { logPath } from "./children.mjs";
import { Refusal } from "./house.mjs";

const syncWaitMs = 10 * 60_000;
const requestWaitMs = 60_000;
const pollMs = 300;
const cronPauseMs = 30_000;

/** Asks for the sync of each account until it is complete. */
export async function syncEverything({ url, organizations }) {
  for (const { apiKey, accountIds } of organizations) {
    for (const accountId of accountIds) await syncAccount({ url, apiKey, accountId });
  }
}

async function syncAccount({ url, apiKey, accountId }) {
  const deadline = Date.now() + syncWaitMs;
  const ask = (path, init) =>
    fetch(`${url}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
      signal: AbortSignal.timeout(requestWaitMs),
    });
  let response = await ask("/api/balance/transactions/sync", { method: "POST", body: JSON.stringify({ accountId }) });
  while (Date.now() < deadline) {
    const answer = await response.text();
    if (!response.ok || JSON.parse(answer).state === "failed") {
      throw new Refusal(`The sync of ${accountId} was answered with ${response.status}: ${answer.slice(0, 300)}`);
    }
    const { complete, runId } = JSON.parse(answer);
    if (complete) return;
    // It goes on behind the answer.
    await sleep(pollMs);
    response = await ask(`/api/sync/runs/${runId}`);
  }
  throw new Refusal(`The sync of ${accountId} was not complete after ${syncWaitMs / 60_000} minutes.`);
}

/** Visits the cron route every half minute, one visit at a time. Returns the function that ends it. */
export function visitCron({ url, cronSecret, logs }) {
  const log = logPath(logs, "cron");
  const note = (words) => appendFileSync(log, `${new Date().toISOString()} ${words}\n`);
  let isOver = false;
  let timer;
  const visit = async () => {
    try {
      const response = await fetch(`${url}/api/cron/sync`, {
        headers: { authorization: `Bearer ${cronSecret}` },
        signal: AbortSignal.timeout(requestWaitMs),
      });
      const answer = await response.text();
      if (!response.ok) note(`${response.status} ${answer.slice(0, 500)}`);
    } catch (error) {
      // The next visit does what this one could not.
      note(error.message);
    }
    plan();
  };
  const plan = () => {
    if (!isOver) timer = setTimeout(visit, cronPauseMs);
  };
  plan();
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}
