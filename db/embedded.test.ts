import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, describe, expect, it } from "vitest";
import { createDatabase, findFreePort, isListening, startPostgres } from "./embedded.mjs";
import { isRunning, stampOf } from "./processes.mjs";

const dataDir = mkdtempSync(join(tmpdir(), "embedded-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

describe("startPostgres", () => {
  it("starts one server for all who ask, and the last one to leave stops it", async () => {
    const servers = await Promise.all([start(), start(), start()]);
    expect(new Set(servers.map(({ url }) => url)).size).toBe(1);
    expect(servers.filter(({ owned }) => owned)).toHaveLength(1);

    const [first, second, third] = servers;
    await first?.stop();
    await second?.stop();
    expect(await isListening(portOf(third?.url))).toBe(true);
    await third?.stop();
    expect(await isListening(portOf(third?.url))).toBe(false);
  });

  it("keeps what was written, also when the server was killed", async () => {
    const server = await startPostgres({ dataDir });
    const url = await createDatabase(server.url, "kept");
    await query(url, "create table notes (line text); insert into notes values ('still here')");
    const postmaster = serverProcess();
    process.kill(Number.parseInt(postmaster, 10), "SIGKILL");
    await expect.poll(() => isRunning(postmaster)).toBe(false);

    const again = await startPostgres({ dataDir });
    expect(again.owned).toBe(true);
    expect(await query(await createDatabase(again.url, "kept"), "select line from notes")).toEqual([
      { line: "still here" },
    ]);
    await server.stop();
    await again.stop();
  });

  it("joins and then stops a server whose starter was killed", async () => {
    const starter = spawn(process.execPath, ["--input-type=module", "-e", abandoningScript()], { stdio: "pipe" });
    const url = await new Promise<string>((resolve) => starter.stdout.once("data", (text) => resolve(String(text))));
    starter.kill("SIGKILL");
    await new Promise((resolve) => starter.once("exit", resolve));

    const server = await start();
    expect(server).toMatchObject({ url: url.trim(), owned: false });
    const postmaster = serverProcess();
    await server.stop();
    expect(isRunning(postmaster)).toBe(false);
  });

  it("writes through to the disk unless it is for tests", async () => {
    const settings = "select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit";
    const server = await start();
    expect(await query(server.url, settings)).toEqual([{ fsync: "off", commit: "off" }]);
    await server.stop();
    const durable = await startPostgres({ dataDir });
    expect(await query(durable.url, settings)).toEqual([{ fsync: "on", commit: "on" }]);
    await durable.stop();
  });

  it("begins afresh when asked to", async () => {
    const server = await startPostgres({ dataDir, durable: false, fresh: true });
    expect(await query(server.url, "select datname from pg_database where datname = 'kept'")).toEqual([]);
    await server.stop();
  });

  it("leaves nothing half-made beside its folder", () => {
    expect(readdirSync(dataDir).filter((name) => /\.(new|lock)$/.test(name))).toEqual([]);
    expect(existsSync(join(serverFolder(), "postmaster.pid"))).toBe(false);
  });
});

describe("createDatabase", () => {
  it("makes a database once, whoever asks at the same time", async () => {
    const server = await start();
    const urls = await Promise.all(Array.from({ length: 4 }, () => createDatabase(server.url, "shared")));
    expect(new Set(urls)).toEqual(new Set([server.url.replace(/postgres$/, "shared")]));
    await server.stop();
  });
});

describe("findFreePort", () => {
  it("finds different ports for those who ask at the same time", async () => {
    const ports = await Promise.all([findFreePort(), findFreePort(), findFreePort()]);
    expect(new Set(ports).size).toBe(3);
    for (const port of ports) expect(await isListening(port)).toBe(false);
  });
});

const start = () => startPostgres({ dataDir, durable: false });

const portOf = (url = "") => Number(new URL(url).port);

function serverFolder(): string {
  const name = readdirSync(dataDir).find((entry) => /^pg\d+$/.test(entry));
  if (!name) throw new Error(`There is no server in ${dataDir}.`);
  return join(dataDir, name);
}

function serverProcess(): string {
  const [pid = ""] = readFileSync(join(serverFolder(), "postmaster.pid"), "utf8").split("\n");
  const stamp = stampOf(Number(pid));
  if (!stamp) throw new Error("The server does not run.");
  return stamp;
}

function abandoningScript(): string {
  const launcher = new URL("./embedded.mjs", import.meta.url).href;
  return `import { startPostgres } from ${JSON.stringify(launcher)};
    const server = await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, durable: false });
    console.log(server.url);
    setInterval(() => {}, 1000);`;
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
