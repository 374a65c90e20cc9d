import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

export type BundledProcess = { readonly path: string; remove(): Promise<void> };

/**
 * Makes one file of a program of this folder and all that it imports, as the product's own build does. A process that
 * is started from it is up in a fifth of a second; from the sources it takes more than one, and tests start many.
 */
export async function bundleProcess(name: string): Promise<BundledProcess> {
  const folder = await mkdtemp(join(tmpdir(), "pennyproof-process-"));
  const path = join(folder, "process.mjs");
  await build({
    entryPoints: [fileURLToPath(new URL(name, import.meta.url))],
    outfile: path,
    bundle: true,
    platform: "node",
    format: "esm",
    conditions: ["react-server"],
    // The optional native half of `pg`, which is not installed.
    external: ["pg-native"],
    // Packages in the older format ask for their parts by name while they run.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    sourcemap: "inline",
    logLevel: "error",
  });
  return { path, remove: () => rm(folder, { recursive: true, force: true }) };
}
