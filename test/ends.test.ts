import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isAlive } from "../scripts/lib/processes.mjs";
import { inProject } from "../scripts/lib/project.mjs";

// Real processes, as `npm start` makes them: something in npm's place, its shell, a script, and a
// Python program in JupyterLab's place, each of which writes its number into a file.

const PYTHON = `
import os, sys, time
with open(sys.argv[1] + ".new", "w") as file: file.write(str(os.getpid()))
os.rename(sys.argv[1] + ".new", sys.argv[1])
time.sleep(3600)
`;

let folder: string;
let npm: ChildProcess;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "middle-layer-ends-"));
  const run = JSON.stringify(pathToFileURL(inProject("scripts", "lib", "run.mjs")).href);
  const program = JSON.stringify([join(folder, "lab.py"), join(folder, "python")]);
  writeFileSync(join(folder, "lab.py"), PYTHON);
  writeFileSync(
    join(folder, "script.mjs"),
    `import { writeFileSync } from "node:fs";
     const { runMain, runPython } = await import(${run});
     writeFileSync("script", String(process.pid));
     await runMain(async () => (await runPython(${program})).code);`,
  );
  const command = `"${process.execPath}" script.mjs`;
  writeFileSync(
    join(folder, "npm.mjs"),
    `import { spawn } from "node:child_process";
     const env = { ...process.env, npm_lifecycle_script: ${JSON.stringify(command)} };
     spawn("sh", ["-c", ${JSON.stringify(`${command}; true`)}], { env });
     setInterval(() => {}, 1000);`,
  );
});

afterEach(() => {
  npm.kill("SIGKILL");
  rmSync(folder, { recursive: true });
});

/** The number that a process has written. */
async function numberOf(name: string): Promise<number> {
  const read = (): number => Number(readFileSync(join(folder, name), "utf8"));
  await expect
    .poll(() => {
      try {
        return read();
      } catch {
        return 0;
      }
    })
    .toBeGreaterThan(0);
  return read();
}

// Windows has no such signals.
describe.skipIf(process.platform === "win32")("what npm start has started ends", () => {
  test.each(["SIGTERM", "SIGHUP", "SIGKILL"] as const)("after %s to npm alone", async (signal) => {
    npm = spawn(process.execPath, ["npm.mjs"], { cwd: folder });
    const [script, python] = [await numberOf("script"), await numberOf("python")];
    expect([script, python].map(isAlive)).toEqual([true, true]);
    npm.kill(signal);
    await expect.poll(() => [script, python].map(isAlive)).toEqual([false, false]);
  });

  test.each(["SIGTERM", "SIGHUP", "SIGKILL"] as const)(
    "after %s to the script alone",
    async (signal) => {
      npm = spawn(process.execPath, ["npm.mjs"], { cwd: folder });
      const [script, python] = [await numberOf("script"), await numberOf("python")];
      process.kill(script, signal);
      await expect.poll(() => [script, python].map(isAlive)).toEqual([false, false]);
    },
  );

  test("but not with the shell from which a script was started without npm", async () => {
    npm = spawn("sh", ["-c", `"${process.execPath}" script.mjs & echo; read line`], {
      cwd: folder,
      env: { ...process.env, npm_lifecycle_script: undefined },
    });
    const [script, python] = [await numberOf("script"), await numberOf("python")];
    npm.kill("SIGKILL");
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect([script, python].map(isAlive)).toEqual([true, true]);
    process.kill(script, "SIGTERM");
    await expect.poll(() => [script, python].map(isAlive)).toEqual([false, false]);
  });
});
