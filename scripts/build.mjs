import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { inProject } from "./lib/project.mjs";

// Builds the package into dist/, anew, so that nothing of a deleted source is left in it.
rmSync(inProject("dist"), { recursive: true, force: true });
await import("./build-wasm.mjs");
try {
  const tsc = inProject("node_modules", "typescript", "bin", "tsc");
  execFileSync(process.execPath, [tsc], { cwd: inProject(), stdio: "inherit" });
} catch {
  process.exitCode = 1; // tsc has said why
}
