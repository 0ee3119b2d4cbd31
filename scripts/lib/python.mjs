import { existsSync, realpathSync, rmSync } from "node:fs";
import { Failure } from "./failure.mjs";
import { inProject, jupyterEnvironment, pythonOf, root } from "./project.mjs";
import { run, runOrFail } from "./run.mjs";
import { hashOf, isStamped, stamp } from "./stamp.mjs";

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
    python: realpathSync(python),
  });
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  return {
    name,
    isDone: () => existsSync(python) && isStamped(folder, made()),

    async make() {
      remove();
      // Without the user's PYTHONPATH, in which pip would find packages that are not in there.
      const env = jupyterEnvironment();
      try {
        await runOrFail([...(await findPython()), "-m", "venv", folder], explainVenv, env);
        const pip = [python, "-m", "pip", "--disable-pip-version-check", "--no-input"];
        await runOrFail(
          [...pip, "install", "--prefer-binary", "--require-hashes", "-r", requirements],
          explainPip,
          env,
        );
        await runOrFail([python, "-c", `import ${needed}`], explainPip, env);
      } catch (error) {
        remove();
        throw error;
      }
      stamp(folder, made());
    },
  };
}

export const pythonPackages = virtualEnvironment({
  name: "JupyterLab and its Python packages, in .venv",
  folder: inProject(".venv"),
  requirements: inProject("scripts", "requirements.txt"),
  needed: "jupyterlab, nbclient, nbconvert, numpy",
});

/** The first Python that is new enough. @returns {Promise<string[]>} */
async function findPython() {
  /** @type {string[]} */
  const tooOld = [];
  for (const command of COMMANDS) {
    const version = await pythonVersion(command);
    if (version && isNewEnough(version)) return command;
    if (version) tooOld.push(`${command.join(" ")} is ${version.join(".")}`);
  }
  const found = tooOld.length > 0 ? tooOld.join(", ") : "none was found";
  throw new Failure(
    `Python ${OLDEST.join(".")} or newer is needed, ${found}: install it from https://www.python.org/downloads/ and run the command again.`,
  );
}

/** @param {string[]} command @returns {Promise<number[] | undefined>} */
async function pythonVersion(command) {
  const script = "import sys; print('%d %d' % sys.version_info[:2])";
  const { code, output } = await run([...command, "-c", script], { quiet: true });
  return code === 0 ? output.trim().split(" ").map(Number) : undefined;
}

/** @param {number[]} version */
function isNewEnough([major, minor]) {
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

/** @param {string} output */
function explainVenv(output) {
  return /ensurepip|No module named '?venv/.test(output)
    ? "Python's venv module is missing: install it (Debian and Ubuntu: sudo apt install python3-venv) and run the command again."
    : `Python could not make a virtual environment (${lastLine(output)}): fix this and run the command again.`;
}

/** @param {string} output */
function explainPip(output) {
  const [, other] = /DO NOT MATCH THE HASHES.*\n\s+(\S+)/.exec(output) ?? [];
  if (other) {
    return `of the Python package ${other} another file came than the one that is pinned by its hash: run the command again; if it comes again, the package index or a proxy before it cannot be trusted.`;
  }
  return /NewConnectionError|NameResolutionError|ConnectTimeout|ProxyError|Connection.*(refused|reset|timed out)/.test(
    output,
  )
    ? "the Python packages could not be fetched, since the package index did not answer: check the network connection and run the command again."
    : `the Python packages could not be installed (${lastLine(output)}): fix this and run the command again.`;
}

/** @param {string} output */
function lastLine(output) {
  return output.trim().split("\n").at(-1)?.trim() ?? "";
}
