import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { inProject, npm } from "./lib/project.mjs";

// Runs the kernel's tests on several versions of Node and prints a table of the results:
//   node scripts/kernel-versions.mjs [20 22 24 26]
// The project must have been set up and built. Each Node comes from npm, as `npx node@22` would fetch it,
// into node_modules/.cache.

const VERSIONS = ["20", "22", "24", "26"];
const CACHE = inProject("node_modules", ".cache", "kernel-versions");

/** The path of a Node of the major version `version`. @param {string} version */
function fetchNode(version) {
  const folder = join(CACHE, version);
  const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  mkdirSync(folder, { recursive: true });
  const [command, ...args] = npm;
  const install = ["install", "--prefix", folder, "--no-save", "--no-audit", "--no-fund"];
  execFileSync(command, [...args, ...install, `${name}@${version}`], {
    stdio: "ignore",
    shell: command.endsWith(".cmd"),
  });
  const file = process.platform === "win32" ? "node.exe" : "node";
  return realpathSync(join(folder, "node_modules", name, "bin", file));
}

/**
 * Runs the kernel's tests with cells on another Node.
 *
 * @param {string} node
 * @returns {{ numPassedTests: number, numFailedTests: number, testResults: { assertionResults:
 *   { status: string, fullName: string, failureMessages: string[] }[] }[] }}
 */
function runTests(node) {
  const report = join(CACHE, "report.json");
  const vitest = inProject("node_modules", "vitest", "vitest.mjs");
  const options = ["run", "test/kernel", "--reporter=json", `--outputFile=${report}`];
  const env = { ...process.env, KERNEL_NODE: node };
  rmSync(report, { force: true });
  spawnSync(process.execPath, [vitest, ...options], { cwd: inProject(), env, stdio: "ignore" });
  return JSON.parse(readFileSync(report, "utf8"));
}

console.log("| Node.js | kernel tests passed | failed |\n|---|---|---|");
let failed = 0;
for (const version of process.argv.length > 2 ? process.argv.slice(2) : VERSIONS) {
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
