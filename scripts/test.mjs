import { showUsage } from "./lib/options.mjs";
import { inProject } from "./lib/project.mjs";
import { run, runMain } from "./lib/run.mjs";
import { setup } from "./lib/setup.mjs";
import { jupyterLite } from "./try/jupyterlite.mjs";

const USAGE = `usage: npm test [-- OPTION OR FILE ...]

Sets up what is missing; then checks style and types, and runs all tests, the notebooks in the real
kernel among them. What follows -- goes on to Vitest: a file, -t NAME, … (all: npx vitest --help).`;

const bin = (/** @type {string} */ path) => [process.execPath, inProject("node_modules", path)];

await runMain(async () => {
  const args = process.argv.slice(2);
  if (args.includes("--help") || args.includes("-h")) showUsage(USAGE);
  await setup([jupyterLite]);
  const checks = [
    [...bin("@biomejs/biome/bin/biome"), "check", "--error-on-warnings"],
    [...bin("typescript/bin/tsc"), "-p", "test"],
    [...bin("vitest/vitest.mjs"), "run", ...args],
  ];
  for (const check of checks) {
    const { code } = await run(check);
    if (code !== 0) return code;
  }
  return 0;
});
