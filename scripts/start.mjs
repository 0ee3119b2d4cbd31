import { createServer } from "node:net";
import { Failure } from "./lib/failure.mjs";
import { inProject, jupyterEnvironment, venvPython } from "./lib/project.mjs";
import { run, runMain } from "./lib/run.mjs";
import { setup } from "./lib/setup.mjs";

// Sets up what is missing and opens JupyterLab on the first notebook. What follows `npm start --`
// goes on to JupyterLab: --no-browser, --port N, …
const args = process.argv.slice(2);

await runMain(async () => {
  await checkPort(args);
  await setup();
  // Ctrl-C reaches JupyterLab too, which ends its kernels; this process only waits for it. Without
  // a terminal JupyterLab would leave them, so there it is asked in another way.
  process.on("SIGINT", () => process.stdin.isTTY || process.emit("SIGTERM"));
  const lab = [venvPython, "-m", "jupyter", "lab", inProject("notebooks", "01-middle-layer.ipynb")];
  const { code } = await run([...lab, ...options(), ...args], { env: jupyterEnvironment() });
  return code;
});

function options() {
  return [
    "--ServerApp.answer_yes=True", // Ctrl-C ends it without a question
    ...(process.getuid?.() === 0 ? ["--allow-root"] : []), // as in a container
  ];
}

/** JupyterLab would silently take another port than the one that was asked for. @param {string[]} args */
async function checkPort(args) {
  const text = /--port[= ](\S+)/.exec(args.join(" "))?.[1];
  if (text === undefined) return;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Failure(`--port: expected a number from 0 to 65535, got ${text}`);
  }
  if (await isFree(port)) return;
  throw new Failure(
    `port ${port} is taken: end the program that uses it, or choose another: npm start -- --port ${port + 1}`,
  );
}

/** @param {number} port @returns {Promise<boolean>} */
function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.on("error", () => resolve(false));
    server.listen(port, "localhost", () => server.close(() => resolve(true)));
  });
}
