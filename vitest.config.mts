import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { jupyterEnvironment } from "./scripts/lib/environment.mjs";

// More than any load makes of a test, and of a wait in it: what gets there hangs.
const LIMIT = 40 * 60_000;
const WAIT = 10 * 60_000;

// What tests start leaves nothing beside the project's files, nor in the user's home.
const { IPYTHONDIR = "", PYTHONDONTWRITEBYTECODE = "" } = jupyterEnvironment();

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    env: { IPYTHONDIR, PYTHONDONTWRITEBYTECODE },
    testTimeout: LIMIT,
    hookTimeout: LIMIT,
    expect: { poll: { timeout: WAIT } },
    // Browsers, kernels and JupyterLab keep a test waiting.
    maxWorkers: Math.ceil(1.5 * availableParallelism()),
  },
});
