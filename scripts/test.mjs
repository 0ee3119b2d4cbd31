import { inProject } from "./lib/project.mjs";
import { run, runMain } from "./lib/run.mjs";
import { setup } from "./lib/setup.mjs";

// Lint, types, then all tests, the notebooks in the real kernel among them. What follows
// `npm test --` goes on to Vitest: a file, -t NAME, …
const bin = (/** @type {string} */ path) => [process.execPath, inProject("node_modules", path)];

await runMain(async () => {
  await setup();
  const checks = [
    [...bin("@biomejs/biome/bin/biome"), "check", "--error-on-warnings"],
    [...bin("typescript/bin/tsc"), "-p", "test"],
    [...bin("vitest/vitest.mjs"), "run", ...process.argv.slice(2)],
  ];
  for (const check of checks) {
    const { code } = await run(check);
    if (code !== 0) return code;
  }
  return 0;
});
