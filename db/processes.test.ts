import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { commandOf, countUsers, isRunning, readOrNull, register, sleep, stampOf, withLock } from "./processes.mjs";

const dir = mkdtempSync(join(tmpdir(), "processes-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe("stampOf", () => {
  it("names a living process the same each time", () => {
    expect(stampOf(process.pid)).toMatch(/^\d+@./);
    expect(isRunning(stampOf(process.pid))).toBe(true);
  });

  it("knows that another process with the same id is not the same one", () => {
    expect(isRunning(`${process.pid}@an-earlier-start`)).toBe(false);
  });

  it("takes a killed process for gone, reaped or not", async () => {
    const stamp = await stampOfKilled();
    expect(isRunning(stamp)).toBe(false);
  });

  it("knows nothing of a process that is not there", () => {
    expect(stampOf(2 ** 30)).toBeNull();
    expect(isRunning(null)).toBe(false);
    expect(commandOf(2 ** 30)).toBe("");
  });
});

describe("withLock", () => {
  it("lets one in at a time", async () => {
    const path = join(dir, "one.lock");
    let inside = 0;
    const counts: number[] = [];
    const act = async () => {
      inside += 1;
      counts.push(inside);
      await sleep(5);
      inside -= 1;
    };
    await Promise.all(Array.from({ length: 8 }, () => withLock(path, act)));
    expect(counts).toEqual(Array(8).fill(1));
    expect(readOrNull(path)).toBeNull();
  });

  it("answers with the act's result and is free after a failure", async () => {
    const path = join(dir, "failure.lock");
    await expect(withLock(path, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    await expect(withLock(path, async () => "done")).resolves.toBe("done");
  });

  it("takes over from a holder that was killed", async () => {
    const path = join(dir, "dead.lock");
    writeFileSync(path, await stampOfKilled());
    await expect(withLock(path, async () => "mine")).resolves.toBe("mine");
  });

  it("gives up on a living holder after the time it was given", async () => {
    const path = join(dir, "held.lock");
    writeFileSync(path, stampOf(process.pid) ?? "");
    await expect(withLock(path, async () => "mine", { waitMs: 60 })).rejects.toThrow("Another process has held");
    expect(readFileSync(path, "utf8")).toBe(stampOf(process.pid));
  });
});

describe("countUsers", () => {
  it("counts each use of a living process until it is given back", () => {
    const users = join(dir, "users");
    const first = register(users);
    const second = register(users);
    expect(countUsers(users)).toBe(2);
    first.release();
    expect(countUsers(users)).toBe(1);
    second.release();
    expect(countUsers(users)).toBe(0);
  });

  it("forgets the uses of a killed process", async () => {
    const users = join(dir, "left");
    const living = register(users);
    writeFileSync(join(users, "left-behind"), await stampOfKilled());
    expect(countUsers(users)).toBe(1);
    living.release();
  });
});

async function stampOfKilled(): Promise<string> {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  const stamp = stampOf(child.pid ?? 0);
  child.kill("SIGKILL");
  await new Promise((resolve) => child.once("exit", resolve));
  if (!stamp) throw new Error("The process was gone before it was looked at.");
  return stamp;
}
