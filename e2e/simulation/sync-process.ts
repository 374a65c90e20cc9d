// A process of its own that syncs every account once, as the scheduler's call does, so that a test can kill it.
import { getServices } from "@/lib/services";
import { syncAll } from "@/lib/sync/sync-all";

const now = new Date(Number(process.env.SYNC_NOW_MS));
const result = await syncAll({ ...getServices(), now: () => now }, { budgetMs: 120_000 });
process.stdout.write(`${JSON.stringify(result)}\n`, () => process.exit(0));
