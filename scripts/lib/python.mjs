import { existsSync, mkdirSync, realpathSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { pythonEnvironment } from "./environment.mjs";
import { explainFull, Failure } from "./failure.mjs";
import { pipEnvironment } from "./pip.mjs";
import { inProject, pythonOf, root } from "./project.mjs";
import { run, runOrFail } from "./run.mjs";
import { faultOf, hashOf, stamp, unstamp } from "./stamp.mjs";

const OLDEST = [3, 10]; // what the pinned JupyterLab accepts
const COMMANDS = [
  ["python3"],
  ["python"],
  ["py", "-3"],
  ["python3.14"],
  ["python3.13"],
  ["python3.12"],
  ["python3.11"],
  ["python3.10"],
];

/**
 * A step of the set-up that makes a virtual environment.
 *
 * @param {object} options
 * @param {string} options.name
 * @param {string} options.folder
 * @param {string} options.requirements the file that lists its packages
 * @param {string} options.needed modules that can be imported from it then
 */
export function virtualEnvironment({ name, folder, requirements, needed }) {
  const python = pythonOf(folder);
  // The scripts in a virtual environment hold its absolute path, and its packages belong to one
  // Python: so a moved project makes a new one, and so does an update of the Python behind it.
  const made = () => ({
    requirements: hashOf(requirements),
    root,
    python: existsSync(python) ? realpathSync(python) : "",
  });
  const remove = () => {
    unstamp(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  return {
    name,
    fault() {
      const isGone = existsSync(folder) && !existsSync(python);
      return isGone ? `${relative(root, python)} leads nowhere` : faultOf(folder, made());
    },

    async prepare() {
      await findPython();
    },

    async make() {
      remove();
      const base = await findPython();
      try {
        await runOrFail([...base, "-I", "-m", "venv", folder], explainVenv, pythonEnvironment());
        await install();
        await runOrFail([python, "-I", "-c", `import ${needed}`], explainPip, pythonEnvironment());
      } catch (error) {
        remove();
        throw error;
      }
      stamp(folder, made());
    },
  };

  async function install() {
    const pip = [python, "-I", "-m", "pip", "--disable-pip-version-check", "--no-input"];
    const temporary = join(folder, "tmp"); // not where what a killed pip leaves would stay
    mkdirSync(temporary);
    const env = { ...(await pipEnvironment(python)), TMPDIR: temporary };
    await runOrFail(
      [...pip, "install", "--prefer-binary", "--require-hashes", "-r", requirements],
      explainPip,
      env,
    );
    rmSync(temporary, { recursive: true, force: true });
  }
}

export const pythonPackages = virtualEnvironment({
  name: "JupyterLab and its Python packages, in .venv",
  folder: inProject(".venv"),
  requirements: inProject("scripts", "requirements.txt"),
  needed: "jupyterlab, nbclient, nbconvert, numpy",
});

/** The command of a Python that will do, once it has been found. @type {string[] | undefined} */
let found;

/** The first Python that is new enough and can make virtual environments. @returns {Promise<string[]>} */
async function findPython() {
  found ??= await lookForPython();
  return found;
}

async function lookForPython() {
  /** @type {string[]} */
  const tooOld = [];
  let isWithoutVenv = false;
  for (const command of COMMANDS) {
    const version = await pythonVersion(command);
    if (version === undefined) continue;
    if (!isNewEnough(version)) tooOld.push(`${command.join(" ")} is ${version.join(".")}`);
    else if (await hasVenv(command)) return command;
    else isWithoutVenv = true;
  }
  if (isWithoutVenv) throw new Failure(NO_VENV);
  const these = tooOld.length > 0 ? tooOld.join(", ") : "none was found";
  throw new Failure(
    `Python ${OLDEST.join(".")} or newer is needed, ${these}: install it from https://www.python.org/downloads/ and run the command again.`,
  );
}

/** @param {string[]} command @param {string} script */
function python([file, ...args], script) {
  const command = [file, ...args, "-I", "-c", script];
  return run(command, { quiet: true, env: pythonEnvironment() });
}

/** @param {string[]} command @returns {Promise<number[] | undefined>} */
async function pythonVersion(command) {
  const script = "import sys; print('%d %d' % sys.version_info[:2])";
  const { code, output } = await python(command, script);
  const [, major, minor] = /(\d+) (\d+)\s*$/.exec(output) ?? [];
  return code === 0 && major !== undefined ? [Number(major), Number(minor)] : undefined;
}

/** @param {string[]} command */
const hasVenv = async (command) => (await python(command, "import venv, ensurepip")).code === 0;

/** @param {number[]} version */
function isNewEnough([major, minor]) {
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

const NO_VENV =
  "Python's venv module is missing: install it (Debian and Ubuntu: sudo apt install python3-venv) and run the command again.";

/** @param {string} output */
function explainVenv(output) {
  if (/ensurepip|No module named '?venv/.test(output) && !explainFull(output)) return NO_VENV;
  return (
    explainFull(output) ??
    `Python could not make a virtual environment (${lastLine(output)}): fix this and run the command again.`
  );
}

/** @param {string} output */
function explainPip(output) {
  const [, other] = /DO NOT MATCH THE HASHES.*\n\s+(\S+)/.exec(output) ?? [];
  if (other) {
    return `of the Python package ${other} another file came than the one that is pinned by its hash: run the command again; if it comes again, the package index or a proxy before it cannot be trusted.`;
  }
  if (
    /NewConnectionError|NameResolutionError|ConnectTimeout|ProxyError|Connection.*(refused|reset|timed out)/.test(
      output,
    )
  )
    return "the Python packages could not be fetched, since the package index did not answer: check the network connection and run the command again.";
  return (
    explainFull(output) ??
    `the Python packages could not be installed (${lastLine(output)}): fix this and run the command again.`
  );
}

/** @param {string} output */
function lastLine(output) {
  return output.trim().split("\n").at(-1)?.trim() ?? "";
}
