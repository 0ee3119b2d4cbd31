import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

// The real scripts, in a copy of the project, with an npm and a Python that only note what they were
// asked to do. That the real ones do it is what every run of `npm test` in a fresh clone shows.
const ROOT = join(__dirname, "..");

const FAKE_NPM = `
const fs = require("node:fs");
const [command, name] = process.argv.slice(2);
fs.appendFileSync("calls.log", "npm " + process.argv.slice(2, 4).join(" ") + "\\n");
if (process.env.FAKE_NPM === "offline") {
  console.error("npm error code ENOTFOUND");
  process.exit(1);
}
if (process.env.FAKE_NPM === "hang") setInterval(() => {}, 1000);
fs.mkdirSync(command === "ci" ? "node_modules" : "dist", { recursive: true });
`;

const FAKE_PYTHON = `#!/bin/sh
PATH=/usr/bin:/bin
case "$*" in
  "-c import jupyterlab"*) [ "$FAKE_PYTHON" != empty ] || { echo "No module named jupyterlab"; exit 1; } ;;
  -c*) echo "\${FAKE_VERSION:-3 12}" ;;
  "-m venv"*)
    echo "python -m venv" >> calls.log
    mkdir -p "$3/bin"
    [ "$FAKE_PYTHON" = novenv ] && echo "ensurepip is not available" && exit 1
    cp "$0" "$3/bin/python" ;;
  *pip*)
    echo "python -m pip" >> calls.log
    [ "$FAKE_PYTHON" = offline ] && echo "NewConnectionError: refused" && exit 1
    [ "$FAKE_PYTHON" = forged ] && echo "$FORGED" && exit 1
    [ "$FAKE_PYTHON" = broken ] && echo "ERROR: No matching distribution" && exit 1
    exit 0 ;;
  *jupyter*) echo "python $*" >> calls.log ;;
esac
`;

/** What pip 23.2 says of a wrong hash, shortened. */
const FORGED = `ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE. If you have updated …
    six==1.17.0 from https://example.org/six-1.17.0-py2.py3-none-any.whl (from -r requirements.txt (line 1)):
        Expected sha256 0000
             Got        4721`;

let project: string;

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "middle-layer-setup-"));
  for (const name of ["scripts", "src", "package.json", "package-lock.json", "tsconfig.json"]) {
    cpSync(join(ROOT, name), join(project, name), { recursive: true });
  }
  mkdirSync(join(project, "bin"));
  writeFileSync(join(project, "npm.cjs"), FAKE_NPM);
  writeFileSync(join(project, "bin", "python3"), FAKE_PYTHON);
  chmodSync(join(project, "bin", "python3"), 0o755);
});

afterEach(() => rmSync(project, { recursive: true, force: true }));

function environment(extra: Record<string, string>): NodeJS.ProcessEnv {
  return {
    PATH: join(project, "bin"),
    HOME: project,
    npm_execpath: join(project, "npm.cjs"),
    ...extra,
  };
}

function start(extra: Record<string, string> = {}, ...args: string[]) {
  rmSync(join(project, "calls.log"), { force: true });
  const script = join(project, "scripts", "start.mjs");
  const options = { cwd: project, env: environment(extra), encoding: "utf8" } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], options);
  return { status, stdout, stderr };
}

function calls(): string[] {
  const log = join(project, "calls.log");
  return existsSync(log) ? readFileSync(log, "utf8").trim().split("\n") : [];
}

const LAB = expect.stringMatching(/^python -m jupyter lab .*01-middle-layer\.ipynb/);
const ALL = ["npm ci --ignore-scripts", "npm run --silent", "python -m venv", "python -m pip", LAB];

// The fake Python is a shell script.
describe.skipIf(process.platform === "win32")("npm start", () => {
  test("makes what is missing, shows each step, and opens JupyterLab", () => {
    const { status, stdout } = start({}, "--no-browser", "--port=8123");
    expect(status).toBe(0);
    expect(calls()).toEqual(ALL);
    expect(calls().at(-1)).toMatch(/ --no-browser --port=8123$/);
    expect(stdout.match(/^Setting up .* … [\d.]+ s$/gm)).toHaveLength(4);
  });

  test("makes nothing again that is there", () => {
    start();
    const { stdout } = start();
    expect(calls()).toEqual([LAB]);
    expect(stdout).toBe("");
  });

  test("makes again what has changed, and only that", () => {
    start();
    writeFileSync(join(project, "src", "index.ts"), "export {};\n");
    start();
    expect(calls()).toEqual(["npm run --silent", LAB]);
    writeFileSync(join(project, "scripts", "requirements.txt"), "jupyterlab==4.6.7\n");
    start();
    expect(calls()).toEqual(["python -m venv", "python -m pip", LAB]);
    expect(existsSync(join(project, ".venv/share/jupyter/kernels/tslab/kernel.json"))).toBe(true);
  });

  test.each([
    [
      "no registry",
      { FAKE_NPM: "offline" },
      /npm packages could not be fetched.*check the network/,
    ],
    [
      "no package index",
      { FAKE_PYTHON: "offline" },
      /Python packages could not be fetched.*network/,
    ],
    [
      "a package that is not there",
      { FAKE_PYTHON: "broken" },
      /\(ERROR: No matching distribution\)/,
    ],
    [
      "a package that is another file than the pinned one",
      { FAKE_PYTHON: "forged", FORGED },
      /Python package six==1\.17\.0 another file came.*cannot be trusted/,
    ],
    ["packages that are not in .venv", { FAKE_PYTHON: "empty" }, /\(No module named jupyterlab\)/],
    [
      "no venv module",
      { FAKE_PYTHON: "novenv" },
      /venv module is missing.*apt install python3-venv/,
    ],
    ["an old Python", { FAKE_VERSION: "3 8" }, /Python 3\.10 or newer is needed, python3 is 3\.8/],
    ["no Python", { PATH: "/nowhere" }, /Python 3\.10 or newer is needed, none was found/],
  ])("says in one line what to do: %s", (_, extra, message) => {
    const { status, stderr } = start(extra as unknown as Record<string, string>);
    expect(status).toBe(1);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(existsSync(join(project, ".venv"))).toBe(false);
    expect(start().status).toBe(0);
    expect(calls().at(-1)).toEqual(LAB);
  });

  test("makes .venv again when the Python behind it has changed", () => {
    start();
    const python = join(project, ".venv", "bin", "python");
    const other = join(project, "bin", "python3.99");
    cpSync(python, other);
    rmSync(python);
    symlinkSync(other, python);
    start();
    expect(calls()).toEqual(["python -m venv", "python -m pip", LAB]);
  });

  test("says that the folder cannot be written", () => {
    chmodSync(project, 0o555);
    // To the administrator all folders are writable.
    const user = process.getuid?.() === 0 ? { uid: 65_534 } : {};
    const script = join(project, "scripts", "start.mjs");
    const options = { cwd: project, env: environment({}), encoding: "utf8", ...user } as const;
    const { status, stderr } = spawnSync(process.execPath, [script], options);
    chmodSync(project, 0o755);
    expect(stderr).toMatch(/^middle-layer: the folder .* cannot be written \(EACCES\): .*\n$/);
    expect(status).toBe(1);
  });

  test.each(["99999", "-1", "1.5", "abc"])("says that %s is no port", (port) => {
    const { status, stderr } = start({}, "--port", port);
    expect(stderr).toBe(`middle-layer: --port: expected a number from 0 to 65535, got ${port}\n`);
    expect(status).toBe(1);
  });

  test("says that a port is taken before anything else", async () => {
    const server = createServer().listen(0, "localhost");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as { port: number };
    const { status, stderr } = start({}, "--port", `${port}`);
    server.close();
    expect(status).toBe(1);
    expect(stderr).toMatch(`port ${port} is taken`);
    expect(calls()).toEqual([]);
  });

  test("repairs a set-up that was killed", async () => {
    const script = join(project, "scripts", "start.mjs");
    const options = { cwd: project, env: environment({ FAKE_NPM: "hang" }), detached: true };
    const child = spawn(process.execPath, [script], options);
    await expect.poll(() => calls(), { timeout: 10_000 }).toHaveLength(1);
    process.kill(-(child.pid as number), "SIGKILL");
    await new Promise((resolve) => child.once("close", resolve));
    expect(start().status).toBe(0);
    expect(calls()).toEqual(ALL);
  });

  test("waits for what a killed set-up has left running", async () => {
    const script = join(project, "scripts", "start.mjs");
    const killed = spawn(process.execPath, [script], {
      cwd: project,
      env: environment({ FAKE_NPM: "hang" }),
    });
    const lock = (): string[] =>
      readFileSync(join(project, ".setup-lock"), "utf8").trim().split("\n");
    await expect.poll(() => calls().length && lock(), { timeout: 10_000 }).toHaveLength(2);
    const npm = Number(lock()[1]);
    killed.kill("SIGKILL");
    const child = spawn(process.execPath, [script], { cwd: project, env: environment({}) });
    let output = "";
    child.stdout.on("data", (data) => (output += data));
    await expect.poll(() => output, { timeout: 10_000 }).toMatch(`process ${npm}`);
    process.kill(npm, "SIGKILL");
    expect(await new Promise((resolve) => child.once("close", resolve))).toBe(0);
  });

  test("waits for another set-up", async () => {
    writeFileSync(join(project, ".setup-lock"), `${process.pid}`);
    const script = join(project, "scripts", "start.mjs");
    const child = spawn(process.execPath, [script], { cwd: project, env: environment({}) });
    let output = "";
    child.stdout.on("data", (data) => (output += data));
    await expect.poll(() => output, { timeout: 10_000 }).toMatch(`process ${process.pid}`);
    expect(calls()).toEqual([]);
    rmSync(join(project, ".setup-lock"));
    const code = await new Promise((resolve) => child.once("close", resolve));
    expect(code).toBe(0);
    expect(calls()).toEqual(ALL);
  });
});
