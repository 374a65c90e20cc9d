// Counts what the test runners reported. A test that was skipped proves nothing and counts as failed.
import { readOrNull } from "../../db/processes.mjs";

/** `{ passed, failed }` of vitest's JSON report; a file that could not be loaded is one failure. */
export function countVitest(file) {
  const report = JSON.parse(readOrNull(file) ?? "{}");
  const { numPassedTests = 0, numTotalTests = 0, testResults = [] } = report;
  const unloaded = testResults.filter((result) => result.status === "failed" && result.assertionResults.length === 0);
  return { passed: numPassedTests, failed: numTotalTests - numPassedTests + unloaded.length };
}

/** `{ passed, failed }` of Playwright's JSON report; a test that needed a second try is a failure. */
export function countPlaywright(file) {
  const { stats = {}, errors = [] } = JSON.parse(readOrNull(file) ?? "{}");
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = stats;
  return { passed: expected, failed: unexpected + flaky + skipped + errors.length };
}
