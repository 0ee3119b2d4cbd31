import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { freePort } from "./browser/jupyterlab.js";

// The real scripts, in a copy of the project, with an npm and a Python that only note what they were
// asked to do. That the real ones do it is what every run of `npm test` in a fresh clone shows.
const ROOT = join(__dirname, "..");

const FAKE_NPM = `
const fs = require("node:fs");
fs.appendFileSync("calls.log", "npm " + process.argv.slice(2, 4).join(" ") + "\\n");
fs.writeFileSync("npm.json", JSON.stringify({ args: process.argv.slice(2), env: process.env }));
const how = process.env.FAKE_NPM;
if (how === "offline" || how === "full") {
  console.error("npm error code " + (how === "full" ? "ENOSPC" : "ENOTFOUND"));
  process.exit(1);
}
if (how === "hang") setInterval(() => {}, 1000);
for (const name of how === "omit" ? ["one"] : ["one", "two"]) {
  fs.mkdirSync("node_modules/" + name, { recursive: true });
  fs.writeFileSync("node_modules/" + name + "/package.json", "{}");
}
`;

const LOCK = {
  packages: {
    "": {},
    "node_modules/one": {},
    "node_modules/two": {},
    "node_modules/no": { optional: true },
  },
};

const FAKE_BUILD = `
import fs from "node:fs";
fs.appendFileSync("calls.log", "build\\n");
fs.mkdirSync("dist");
fs.writeFileSync("dist/main.js", "export {};");
`;

const FAKE_PYTHON = `#!/bin/sh
PATH=/usr/bin:/bin
case "$*" in
  "-I -c import jupyterlab"*) [ "$FAKE_PYTHON" != empty ] || { echo "No module named jupyterlab"; exit 1; } ;;
  "-I -c import venv"*) [ "$FAKE_PYTHON" != novenv ] ;;
  "-I -c"*) [ -z "$PYTHONHOME" ] && echo "\${FAKE_VERSION:-3 12}" ;;
  "-I -m venv"*)
    echo "python -m venv" >> calls.log
    mkdir -p "$4/bin" "$4/lib"
    echo "{}" > "$4/lib/module.py"
    cp "$0" "$4/bin/python" ;;
  *"pip config list")
    echo "global.index-url='https://index.example/it\\\\'s'"
    echo "global.user='true'"
    echo ":env:.proxy='http://proxy.example'"
    echo "install.constraint='c.txt'" ;;
  *pip*)
    echo "python -m pip" >> calls.log
    env > pip.env
    [ "$FAKE_PYTHON" = offline ] && echo "NewConnectionError: refused" && exit 1
    [ "$FAKE_PYTHON" = forged ] && echo "$FORGED" && exit 1
    [ "$FAKE_PYTHON" = broken ] && echo "ERROR: No matching distribution" && exit 1
    [ "$FAKE_PYTHON" = full ] && echo "ERROR: [Errno 28] No space left on device" && exit 1
    exit 0 ;;
  *jupyterlab*) echo "python $*" >> calls.log ;;
esac
`;

/** What pip 23.2 says of a wrong hash, shortened. */
const FORGED = `ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE. If you have updated …
    six==1.17.0 from https://example.org/six-1.17.0-py2.py3-none-any.whl (from -r requirements.txt (line 1)):
        Expected sha256 0000
             Got        4721`;

let project: string;

const notebook = (path: string, folder = "notebooks"): string => join(project, folder, path);

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "middle-layer-setup-"));
  for (const name of ["scripts", "src", "package.json", "tsconfig.json"]) {
    cpSync(join(ROOT, name), join(project, name), { recursive: true });
  }
  writeFileSync(join(project, "package-lock.json"), JSON.stringify(LOCK));
  writeFileSync(join(project, "scripts", "build.mjs"), FAKE_BUILD);
  mkdirSync(join(project, "notebooks", "ja"), { recursive: true });
  for (const path of [FIRST, join("ja", FIRST)]) writeFileSync(notebook(path), "{}");
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

const FIRST = "01-middle-layer.ipynb";
const opens = (path: string) =>
  expect.stringMatching(
    `^python -I .*child.py -m jupyterlab .*--ServerApp.root_dir=.*=/lab/tree/${path} `,
  );
const LAB = opens(`notebooks/${FIRST}`);
const ALL = ["npm ci --ignore-scripts", "build", "python -m venv", "python -m pip", LAB];

// The fake Python is a shell script.
describe.skipIf(process.platform === "win32")("npm start", () => {
  test("makes what is missing, shows each step, and opens JupyterLab", async () => {
    const port = await freePort();
    const { status, stdout } = start({}, "--no-browser", `--port=${port}`);
    expect(status).toBe(0);
    expect(calls()).toEqual(ALL);
    expect(calls().at(-1)).toMatch(new RegExp(` --no-browser --port=${port}$`));
    expect(stdout.match(/^Setting up .* … [\d.]+ s$/gm)).toHaveLength(4);
  });

  test("makes nothing again that is there", () => {
    start();
    const { stdout } = start();
    expect(calls()).toEqual([LAB]);
    expect(stdout).toMatch(/^You work in notebooks\/ itself\. .*git restore notebooks.*\n$/);
  });

  test("--setup-only opens nothing, and says nothing of what is there", () => {
    expect(start({}, "--setup-only").status).toBe(0);
    expect(calls()).toEqual(ALL.slice(0, -1));
    expect(start({}, "--setup-only")).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(calls()).toEqual([]);
  });

  test.each([
    [{ LANG: "ja_JP.UTF-8" }, "ja/"],
    [{ LANG: "en_GB.UTF-8" }, ""],
    [{ LANG: "ja_JP.UTF-8", LC_ALL: "C" }, ""],
    [{ LANG: "de_DE.UTF-8" }, ""],
  ])("opens the notebook in the language of %j", (variables, folder) => {
    start(variables as unknown as Record<string, string>);
    expect(calls().at(-1)).toEqual(opens(`notebooks/${folder}${FIRST}`));
  });

  test("--fresh opens a copy of the notebooks, in which later starts go on", () => {
    mkdirSync(notebook(".ipynb_checkpoints"));
    const { stdout } = start({}, "--fresh", "--no-browser");
    expect(calls().at(-1)).toEqual(opens(`my-notebooks/${FIRST}`));
    expect(calls().at(-1)).not.toContain("--fresh");
    expect(stdout).toMatch(/^my-notebooks\/ is a new copy of the notebooks\.$/m);
    expect(readdirSync(join(project, "my-notebooks")).sort()).toEqual([FIRST, "ja"]);
    writeFileSync(notebook(FIRST, "my-notebooks"), "mine");
    expect(start({ LANG: "ja" }).stdout).toMatch(/^You work in your copy, my-notebooks\/\./);
    expect(calls()).toEqual([opens(`my-notebooks/ja/${FIRST}`)]);
    expect(readFileSync(notebook(FIRST, "my-notebooks"), "utf8")).toBe("mine");
  });

  test("--fresh keeps each earlier copy under a name of its own", () => {
    for (const text of ["first", "second"]) {
      start({}, "--fresh", "--setup-only");
      writeFileSync(notebook(FIRST, "my-notebooks"), text);
    }
    const { stdout } = start({}, "--fresh", "--setup-only");
    expect(stdout).toMatch("; the earlier one is my-notebooks-2/.");
    const texts = ["my-notebooks", "my-notebooks-1", "my-notebooks-2", "notebooks"].map((folder) =>
      readFileSync(notebook(FIRST, folder), "utf8"),
    );
    expect(texts).toEqual(["{}", "first", "second", "{}"]);
  });

  test("--fresh leaves an earlier copy where it was when there is nothing to copy", () => {
    start({}, "--fresh", "--setup-only");
    writeFileSync(notebook(FIRST, "my-notebooks"), "mine");
    rmSync(join(project, "notebooks"), { recursive: true });
    const { status, stderr } = start({}, "--fresh");
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^middle-layer: [^\n]+\n$/)]);
    expect(readFileSync(notebook(FIRST, "my-notebooks"), "utf8")).toBe("mine");
    expect(existsSync(join(project, "my-notebooks-1"))).toBe(false);
  });

  test("opens an original where the reader has removed that of the copy", () => {
    start({}, "--fresh", "--setup-only");
    rmSync(notebook("ja", "my-notebooks"), { recursive: true });
    start({ LANG: "ja" });
    expect(calls()).toEqual([opens(`my-notebooks/${FIRST}`)]);
    rmSync(notebook(FIRST, "my-notebooks"));
    start();
    expect(calls()).toEqual([opens(`notebooks/${FIRST}`)]);
  });

  test("makes again what has changed, and only that", () => {
    start();
    writeFileSync(join(project, "src", "index.ts"), "export {};\n");
    start();
    expect(calls()).toEqual(["build", LAB]);
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
    ["a full disk under npm", { FAKE_NPM: "full" }, /the disk is full: free about 1 GB/],
    ["a full disk under pip", { FAKE_PYTHON: "full" }, /the disk is full: free about 1 GB/],
    [
      "packages that npm leaves out",
      { FAKE_NPM: "omit" },
      /npm has left out 1 of the packages \(node_modules\/two\)/,
    ],
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

  test.each([
    ["no Python", { PATH: "/nowhere" }],
    ["an old Python", { FAKE_VERSION: "3 8" }],
    ["no venv module", { FAKE_PYTHON: "novenv" }],
  ])("looks for Python before a minute of npm: %s", (_, extra) => {
    expect(start(extra as unknown as Record<string, string>).status).toBe(1);
    expect(calls()).toEqual([]);
  });

  const damage = (path: string, text?: string) => {
    rmSync(join(project, path), { recursive: true });
    if (text !== undefined) writeFileSync(join(project, path), text);
  };

  test.each([
    ["node_modules/one/package.json", undefined, "is missing", "npm ci --ignore-scripts"],
    ["node_modules/two", undefined, "/package.json is missing", "npm ci --ignore-scripts"],
    ["node_modules/two/package.json", "", "was changed", "npm ci --ignore-scripts"],
    ["node_modules/.middle-layer.json", "{", "was not finished", "npm ci --ignore-scripts"],
    ["dist/main.js", "export", "was changed", "build"],
    ["dist/.middle-layer.json", undefined, "was not finished", "build"],
    [".venv/lib/module.py", "", "was changed", "python -m venv"],
    [".venv/bin/python", undefined, "leads nowhere", "python -m venv"],
  ])("repairs %s, when it is %j, and says that it %s", (path, text, why, call) => {
    start();
    damage(path, text);
    const { status, stdout } = start();
    expect([status, calls()[0]]).toEqual([0, call]);
    expect(stdout).toContain(why);
    expect(stdout).toContain(path.includes("stamp") ? "" : path.split("/")[0]);
    start();
    expect(calls()).toEqual([LAB]);
  });

  test("leaves alone what has been added", () => {
    start();
    writeFileSync(join(project, "node_modules", "one", "more.js"), "");
    mkdirSync(join(project, ".venv", "lib", "more"));
    // As JupyterLab does where a source is opened in it.
    mkdirSync(join(project, "src", ".ipynb_checkpoints"));
    writeFileSync(join(project, "src", ".ipynb_checkpoints", "index-checkpoint.ts"), "");
    start();
    expect(calls()).toEqual([LAB]);
  });

  test("lets no setting of npm decide what is installed, but how it is reached", () => {
    const { status } = start({
      NODE_ENV: "production",
      npm_config_omit: "dev",
      npm_config_global: "true",
      NPM_CONFIG_DRY_RUN: "true",
      npm_config_registry: "https://registry.example",
      npm_config_https_proxy: "http://proxy.example",
      npm_config_cafile: "/ca.pem",
    });
    const { args, env } = JSON.parse(readFileSync(join(project, "npm.json"), "utf8"));
    expect(status).toBe(0);
    expect(args).toEqual(expect.arrayContaining(["--include=dev", "--include=optional"]));
    expect(
      Object.keys(env)
        .filter((name) => /^npm_config|^NODE_ENV/i.test(name))
        .sort(),
    ).toEqual(["npm_config_cafile", "npm_config_https_proxy", "npm_config_registry"]);
  });

  test("lets no setting of pip and Python decide what is installed, but how it is reached", () => {
    const python = { PYTHONHOME: "/nowhere", PYTHONPATH: "/nowhere", PYTHONOPTIMIZE: "2" };
    expect(start({ ...python, PIP_TARGET: "/nowhere", PIP_DRY_RUN: "1" }).status).toBe(0);
    const env = readFileSync(join(project, "pip.env"), "utf8").trim().split("\n");
    expect(env.filter((line) => /^(PIP_|PYTHON)/.test(line)).sort()).toEqual([
      "PIP_CONFIG_FILE=/dev/null",
      "PIP_INDEX_URL=https://index.example/it's",
      "PIP_PROXY=http://proxy.example",
      "PYTHONDONTWRITEBYTECODE=1",
      "PYTHONUTF8=1",
    ]);
    expect(env).toContain(`TMPDIR=${join(project, ".venv", "tmp")}`);
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
    await expect.poll(() => calls()).toHaveLength(1);
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
    await expect.poll(() => calls().length && lock()).toHaveLength(2);
    const npm = Number(lock()[1].split(" ")[0]);
    killed.kill("SIGKILL");
    const child = spawn(process.execPath, [script], { cwd: project, env: environment({}) });
    let output = "";
    child.stdout.on("data", (data) => (output += data));
    await expect.poll(() => output).toMatch(`process ${npm}`);
    process.kill(npm, "SIGKILL");
    expect(await new Promise((resolve) => child.once("close", resolve))).toBe(0);
  });

  test.each([
    ["", "nobody"],
    ["999999999 1\n", "a process that has ended"],
    ["1 99999999999\n", "another process of the same number"],
  ])("takes the lock %j, of %s", (lock) => {
    writeFileSync(join(project, ".setup-lock"), lock);
    expect(start().status).toBe(0);
    expect(calls()).toEqual(ALL);
    expect(readdirSync(project).filter((name) => name.startsWith(".setup-lock"))).toEqual([]);
  });

  test("waits for another set-up", async () => {
    writeFileSync(join(project, ".setup-lock"), `${process.pid}`);
    const script = join(project, "scripts", "start.mjs");
    const child = spawn(process.execPath, [script], { cwd: project, env: environment({}) });
    let output = "";
    child.stdout.on("data", (data) => (output += data));
    await expect.poll(() => output).toMatch(`process ${process.pid}`);
    expect(calls()).toEqual([]);
    rmSync(join(project, ".setup-lock"));
    const code = await new Promise((resolve) => child.once("close", resolve));
    expect(code).toBe(0);
    expect(calls()).toEqual(ALL);
  });
});
