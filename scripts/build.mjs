import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { createRequire } from "node:module";
import { inProject } from "./lib/project.mjs";

// Builds the package into dist/, anew, so that nothing of a deleted source is left in it.
rmSync(inProject("dist"), { recursive: true, force: true });
await import("./build-wasm.mjs");
try {
  const tsc = inProject("node_modules", "typescript", "bin", "tsc");
  execFileSync(process.execPath, [tsc], { cwd: inProject(), stdio: "inherit" });
  // The kernel starts faster with the compiler as this version of Node has compiled it.
  const { cacheCompiler } = createRequire(import.meta.url)("../dist/kernel/typescript.js");
  cacheCompiler();
} catch {
  process.exitCode = 1; // tsc has said why
}
