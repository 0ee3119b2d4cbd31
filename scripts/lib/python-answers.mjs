import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { jupyterEnvironment } from "./environment.mjs";
import { Failure } from "./failure.mjs";
import { inProject, venvPython } from "./project.mjs";

/** Cases that Python works on while the answers to earlier ones are looked at. */
const AHEAD = 8;

/**
 * Runs a Python script of the project in its `.venv` and gives each of the cases with its answer.
 * Both are JSON: the script reads a case a line from its standard input and writes an answer a line.
 *
 * @template Case
 * @param {string} script
 * @param {Iterable<Case>} cases
 * @returns {AsyncGenerator<[sent: Case, answer: any]>}
 */
export async function* pythonAnswers(script, cases) {
  const child = spawn(venvPython, ["-u", inProject(script)], {
    env: { ...jupyterEnvironment(), PYTHONDONTWRITEBYTECODE: "1" },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = once(child, "close").catch((error) => [error.message]);
  child.stdin.on("error", () => {}); // the missing answer tells that the script is gone
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const sent = [];
  try {
    for (const value of cases) {
      child.stdin.write(`${JSON.stringify(value)}\n`);
      sent.push(value);
      if (sent.length > AHEAD) yield await next(/** @type {Case} */ (sent.shift()));
    }
    while (sent.length > 0) yield await next(/** @type {Case} */ (sent.shift()));
  } finally {
    child.stdin.end();
    await ended;
  }

  /** @param {Case} value @returns {Promise<[Case, any]>} */
  async function next(value) {
    const answer = await answers.next();
    if (!answer.done) return [value, JSON.parse(answer.value)];
    throw new Failure(
      `${script} ended early (${(await ended)[0]}): is NumPy in .venv (npm start)?`,
    );
  }
}
