import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Real kernels and browsers are started in some files; each gives its own, longer limits.
    testTimeout: 20_000,
    // Else a machine of two cores would run one file after the other.
    maxWorkers: "100%",
  },
});
