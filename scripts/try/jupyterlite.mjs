import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pythonEnvironment } from "../lib/environment.mjs";
import { inProject, pythonOf } from "../lib/project.mjs";
import { virtualEnvironment } from "../lib/python.mjs";
import { runOrFail } from "../lib/run.mjs";

const VENV = inProject(".venv-try");

/**
 * A step of the set-up: what writes JupyterLite, in an environment of its own, since it takes along what it
 * finds there.
 */
export const jupyterLite = virtualEnvironment({
  name: "JupyterLite, in .venv-try",
  folder: VENV,
  requirements: inProject("scripts", "try", "requirements.txt"),
  needed: "jupyterlite_core",
});

/** Writes JupyterLite as it comes into a folder, without kernels and notebooks. @param {string} output */
export async function writeJupyterLite(output) {
  const command = [pythonOf(VENV), "-I", "-m", "jupyterlite_core", "build", "--output-dir", output];
  const less = ["--apps", "lab", "--apps", "notebooks", "--no-unused-shared-packages"];
  // It leaves a database where it runs.
  mkdirSync(inProject("node_modules", ".try"), { recursive: true });
  const temporary = mkdtempSync(inProject("node_modules", ".try", "build-"));
  await runOrFail(
    [...command, ...less, "--no-sourcemaps", "--lite-dir", temporary],
    (text) => `JupyterLite could not be written: ${text.trim().split("\n").at(-1)}`,
    pythonEnvironment(),
    temporary,
  );
  rmSync(temporary, { recursive: true, force: true });
}

/** The licence of the package that brings it. */
export function licenceOfJupyterLite() {
  const packages = readdirSync(VENV, { recursive: true, encoding: "utf8" });
  const info = packages.find((path) => /jupyterlite_core-[\d.]+\.dist-info$/.test(path)) ?? "";
  const metadata = readFileSync(join(VENV, info, "METADATA"), "utf8");
  /** @param {string} name */
  const field = (name) => new RegExp(`^${name}: (.*)$`, "m").exec(metadata)?.[1] ?? "";
  const text = readFileSync(join(VENV, info, "licenses", "LICENSE"), "utf8").trim();
  return { version: field("Version"), licence: field("License"), text };
}
