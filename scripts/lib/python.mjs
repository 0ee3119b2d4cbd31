import { existsSync, realpathSync, rmSync } from "node:fs";
import { Failure } from "./failure.mjs";
import { inProject, jupyterEnvironment, root, venvPython } from "./project.mjs";
import { run, runOrFail } from "./run.mjs";
import { hashOf, isStamped, stamp } from "./stamp.mjs";

const OLDEST = [3, 10]; // what the pinned JupyterLab accepts
const FOLDER = inProject(".venv");
const REQUIREMENTS = inProject("scripts", "requirements.txt");

const NEEDED = "jupyterlab, nbclient, nbconvert, numpy";

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

// The scripts in a virtual environment hold its absolute path, and its packages belong to one
// Python: so a moved project makes a new one, and so does an update of the Python behind it.
const made = () => ({
  requirements: hashOf(REQUIREMENTS),
  root,
  python: realpathSync(venvPython),
});

export const pythonPackages = {
  name: "JupyterLab and its Python packages, in .venv",
  isDone: () => existsSync(venvPython) && isStamped(FOLDER, made()),

  async make() {
    remove();
    // Without the user's PYTHONPATH, in which pip would find packages that are not in .venv.
    const env = jupyterEnvironment();
    try {
      await runOrFail([...(await findPython()), "-m", "venv", FOLDER], explainVenv, env);
      const pip = [venvPython, "-m", "pip", "--disable-pip-version-check", "--no-input"];
      await runOrFail([...pip, "install", "--prefer-binary", "-r", REQUIREMENTS], explainPip, env);
      await runOrFail([venvPython, "-c", `import ${NEEDED}`], explainPip, env);
    } catch (error) {
      remove();
      throw error;
    }
    stamp(FOLDER, made());
  },
};

function remove() {
  rmSync(FOLDER, { recursive: true, force: true, maxRetries: 5 });
}

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
    : `Python could not make the folder .venv (${lastLine(output)}): fix this and run the command again.`;
}

/** @param {string} output */
function explainPip(output) {
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
