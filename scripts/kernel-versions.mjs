import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fetchNode, NODE_VERSIONS } from "./lib/other-node.mjs";
import { inProject } from "./lib/project.mjs";

// Runs the kernel's tests on several versions of Node and prints a table of the results:
//   node scripts/kernel-versions.mjs [20 22 24 26]
// The project must have been set up and built.

const CACHE = inProject("node_modules", ".cache");

/**
 * Runs the kernel's tests with cells on another Node.
 *
 * @param {string} node
 * @returns {{ numPassedTests: number, numFailedTests: number, testResults: { assertionResults:
 *   { status: string, fullName: string, failureMessages: string[] }[] }[] }}
 */
function runTests(node) {
  const report = join(CACHE, "kernel-tests.json");
  const vitest = inProject("node_modules", "vitest", "vitest.mjs");
  const options = ["run", "test/kernel", "--reporter=json", `--outputFile=${report}`];
  const env = { ...process.env, KERNEL_NODE: node };
  rmSync(report, { force: true });
  spawnSync(process.execPath, [vitest, ...options], { cwd: inProject(), env, stdio: "ignore" });
  return JSON.parse(readFileSync(report, "utf8"));
}

console.log("| Node.js | kernel tests passed | failed |\n|---|---|---|");
let failed = 0;
for (const version of process.argv.length > 2 ? process.argv.slice(2) : NODE_VERSIONS) {
  const node = fetchNode(version);
  const exact = execFileSync(node, ["--version"], { encoding: "utf8" }).trim();
  const report = runTests(node);
  failed += report.numFailedTests;
  console.log(`| ${exact} | ${report.numPassedTests} | ${report.numFailedTests} |`);
  for (const { assertionResults } of report.testResults) {
    const failures = assertionResults.filter((result) => result.status === "failed");
    for (const { fullName, failureMessages } of failures) {
      console.error(`${exact}: ${fullName}\n${failureMessages[0]}`);
    }
  }
}
process.exitCode = failed === 0 ? 0 : 1;
