// `npm run simulate`: the fault simulation on a PostgreSQL that is gone afterwards. Plain Node 20 without dependencies.
import { join } from "node:path";
import { startThrowAwayPostgres } from "../../db/throw-away.mjs";
import { atEnd, run } from "./children.mjs";
import { nodePath, typeScript, withTools } from "./house.mjs";
import { install } from "./install.mjs";

/** Neither a run without divergence nor one with. */
const anythingElse = 2;

/** Hands its arguments to the simulation; exit 0 without divergence, 1 with one, 2 for anything else. */
export async function simulate({ dataDir }, given) {
  try {
    await install({ dataDir });
    const isOnlyList = given.includes("--list-mutants");
    const env = { ...withTools(), ...(isOnlyList ? {} : { TEST_DATABASE_URL: await openDatabase(dataDir) }) };
    const code = await run("simulate", nodePath(), typeScript("e2e/simulation/run.ts", ...given), { env });
    return { code: code ?? anythingElse };
  } catch (error) {
    console.error(error.message);
    return { code: anythingElse };
  }
}

async function openDatabase(dataDir) {
  const starting = startThrowAwayPostgres({ dataDir: join(dataDir, "simulation") });
  atEnd(() => starting.then((server) => server.stop()).catch(() => {}));
  return (await starting).url;
}
