import { parseArgs } from "node:util";
import { demo } from "../demo";
import { fuzz } from "./fuzz";
import { faults as kinds } from "./judge";

// `npm run fuzz -- --requests N --seed S [--url …]`, against a running demo. Exit 0 without a finding, 1 with any.

const { values } = parseArgs({
  options: { requests: { type: "string" }, seed: { type: "string" }, url: { type: "string" } },
});
const requests = Number(values.requests ?? 3_000);
const seed = Number(values.seed ?? 1);
if (!Number.isInteger(requests) || !Number.isInteger(seed) || requests < 1) {
  console.error("--requests and --seed are whole numbers.");
  process.exit(2);
}

const startedAt = Date.now();
const world = { ...demo(), ...(values.url ? { url: values.url } : {}) };
const { findings, statuses, unreached } = await fuzz(world, {
  requests,
  seed,
  onProgress: (done) => console.log(`  ${done} of ${requests}`),
});
const shownMax = 20;
for (const { index, faults, recipe } of findings.slice(0, shownMax)) {
  console.log(`\n#${index} ${faults.map(({ kind, words }) => `${kind}: ${words}`).join("; ")}\n${recipe}`);
}
const found = findings.flatMap((finding) => finding.faults);
const counted = kinds.flatMap((kind) => {
  const count = found.filter((fault) => fault.kind === kind).length;
  return count > 0 ? [`${count} ${kind}`] : [];
});
console.log(
  `\nStatuses: ${Object.entries(statuses)
    .map(([status, count]) => `${status} × ${count}`)
    .join(", ")}`,
);
console.log(`Operations without any success: ${unreached.length > 0 ? unreached.join(", ") : "none"}`);
console.log(`Findings: ${counted.length > 0 ? counted.join(", ") : "none"}`);
console.log(`${requests} requests with seed ${seed} in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
process.exit(findings.length > 0 ? 1 : 0);
