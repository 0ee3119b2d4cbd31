import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { files } from "../../scripts/lib/kernelspec.mjs";
import { inProject, venvPython } from "../../scripts/lib/project.mjs";
import { KERNEL_NAME, kernelSpec, LAUNCHER, REQUIRED_FLAG } from "../../src/kernel/kernelspec.js";
import { LIMIT } from "../limits.js";
import { builtKernel } from "./jupyter.js";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "middle-layer-install-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The built command, with a home and a PATH of its own. */
function middleLayerOn(PATH: string, ...args: string[]) {
  const env = { PATH, HOME: folder, XDG_DATA_HOME: join(folder, "data") };
  const command = [inProject("dist", "kernel", "cli.js"), ...args];
  const node = process.env.KERNEL_NODE ?? process.execPath;
  return spawnSync(node, command, { env, encoding: "utf8", timeout: LIMIT });
}

const middleLayer = (...args: string[]) => middleLayerOn("/usr/bin:/bin", ...args);
/** Where the user's Jupyter has its data. */
const USER = process.platform === "darwin" ? ["Library", "Jupyter"] : ["data", "jupyter"];
const specIn = (...parts: string[]) => join(folder, ...parts, "kernels", KERNEL_NAME);
const read = (spec: string) => JSON.parse(readFileSync(join(spec, "kernel.json"), "utf8"));

// The homes and paths that the command is given here are those of other systems.
describe.skipIf(process.platform === "win32")("middle-layer kernel", () => {
  test("install --prefix writes the kernelspec there; uninstall takes it away", () => {
    const spec = specIn("share", "jupyter");
    const installed = middleLayer("kernel", "install", "--prefix", folder);
    expect(installed.stdout).toBe(`Installed the kernel "TypeScript (tslab)" in ${spec}\n`);
    expect(read(spec)).toEqual(builtKernel());
    expect(existsSync(read(spec).argv[2])).toBe(true);
    expect(middleLayer("kernel", "install", "--prefix", folder).status).toBe(0);
    expect(middleLayer("kernel", "uninstall", "--prefix", folder).stdout).toBe(`Removed ${spec}\n`);
    expect(existsSync(spec)).toBe(false);
    const { status, stderr } = middleLayer("kernel", "uninstall", "--prefix", folder);
    expect([status, stderr]).toEqual([1, `middle-layer: there is no kernel in ${spec}\n`]);
  });

  test("install takes the user's Jupyter by default, strict types by choice", () => {
    const spec = specIn(...USER);
    expect(middleLayer("kernel", "install", "--strict").status).toBe(0);
    expect(read(spec)).toEqual(builtKernel({ strict: true }));
    expect(middleLayer("kernel", "uninstall", "--user").status).toBe(0);
  });

  test("--sys-prefix is the Jupyter of the python3 on the PATH", () => {
    const python = spawnSync(venvPython, ["-m", "venv", "--without-pip", join(folder, "venv")]);
    expect(python.status).toBe(0);
    const bin = join(folder, "venv", "bin");
    const { stdout } = middleLayerOn(bin, "kernel", "install", "--sys-prefix");
    expect(stdout).toContain(specIn("venv", "share", "jupyter"));
    expect(read(specIn("venv", "share", "jupyter"))).toEqual(builtKernel());
  });

  test("--sys-prefix without a python3 says what to do", () => {
    const { status, stderr } = middleLayerOn("/nowhere", "kernel", "install", "--sys-prefix");
    expect([status, stderr]).toEqual([
      2,
      "middle-layer: --sys-prefix: expected python3 on the PATH, found none; use --prefix\n",
    ]);
  });

  test("says when it replaces another kernel, and does not remove one", () => {
    const spec = specIn("share", "jupyter");
    mkdirSync(spec, { recursive: true });
    const other = { argv: ["tslab", "kernel", "--config-path={connection_file}"] };
    writeFileSync(join(spec, "kernel.json"), JSON.stringify(other));
    const { status, stderr } = middleLayer("kernel", "uninstall", "--prefix", folder);
    expect([status, stderr]).toEqual([
      1,
      `middle-layer: another kernel, left alone, is in ${spec}\n`,
    ]);
    const { stdout } = middleLayer("kernel", "install", "--prefix", folder);
    expect(stdout).toMatch(`Replacing the kernel in ${spec}\n`);
  });

  test.each([
    [
      "/proc/x",
      /^middle-layer: \/proc\/x: it cannot be written \(ENOENT\); choose another place\n$/,
    ],
    ["/dev/null", /^middle-layer: \/dev\/null: a file is where a folder is needed \(E/],
    ["", /^middle-layer: --prefix: expected a folder, got an empty text\n$/],
  ])("install --prefix %j says in one line why it cannot", (prefix, message) => {
    const { status, stderr } = middleLayer("kernel", "install", `--prefix=${prefix}`);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(status).toBe(2);
  });

  test.each(["share", "share/jupyter/kernels", "share/jupyter/kernels/tslab"])(
    "install says that the file %s is in its way, and leaves it",
    (path) => {
      mkdirSync(join(folder, path, ".."), { recursive: true });
      writeFileSync(join(folder, path), "a file");
      const { status, stderr } = middleLayer("kernel", "install", "--prefix", folder);
      expect(stderr).toMatch(
        /: a file is where a folder is needed \(E[A-Z]+\); choose another place\n$/,
      );
      expect(status).toBe(2);
      expect(readFileSync(join(folder, path), "utf8")).toBe("a file");
    },
  );

  test.each([
    [[], 'expected "kernel install" or "kernel uninstall", got ""'],
    [["kernel", "run"], 'got "kernel run"'],
    [
      ["kernel", "install", "--user", "--sys-prefix"],
      "expected one of --user, --sys-prefix, --prefix",
    ],
    [["kernel", "install", "--nope"], "Unknown option '--nope'"],
  ])("%j is an error with a reason", (args, reason) => {
    const { status, stderr } = middleLayer(...args);
    expect(status).toBe(2);
    expect(stderr).toContain(reason);
  });

  test("--help tells all", () => {
    const { status, stdout } = middleLayer("--help");
    expect(status).toBe(0);
    for (const option of ["--user", "--sys-prefix", "--prefix", "--strict"]) {
      expect(stdout).toContain(option);
    }
  });
});

describe("kernelSpec", () => {
  test("is what the set-up of the project writes into .venv", () => {
    const history = inProject(".jupyter", "data", "tslab", "history.jsonl");
    expect(files()[0]?.contents).toEqual({
      ...builtKernel({ history }),
      argv: [process.execPath, ...builtKernel({ history }).argv.slice(1)],
    });
  });

  test("starts this package's launcher, wherever Jupyter runs", () => {
    expect(LAUNCHER).toBe(inProject("src", "kernel", "main.js"));
    expect(kernelSpec().argv.slice(0, 3)).toEqual([process.execPath, REQUIRED_FLAG, LAUNCHER]);
  });
});
