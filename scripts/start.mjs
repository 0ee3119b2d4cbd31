import { createServer } from "node:net";
import { Failure } from "./lib/failure.mjs";
import { showUsage } from "./lib/options.mjs";
import { inProject } from "./lib/project.mjs";
import { runMain, runPython } from "./lib/run.mjs";
import { setup } from "./lib/setup.mjs";

const USAGE = `usage: npm start [-- OPTION ...]

Sets up what is missing, and opens JupyterLab on the first notebook. What follows -- goes on to
JupyterLab:

  --no-browser  open no browser
  --port N      listen on this port
  --help-all    all options of JupyterLab`;

const args = process.argv.slice(2);

await runMain(async () => {
  if (args.includes("--help") || args.includes("-h")) showUsage(USAGE);
  await checkPort(args);
  await setup();
  // Ctrl-C reaches JupyterLab too, which ends its kernels; this process only waits for it. Without
  // a terminal JupyterLab would leave them, so there it is asked in another way.
  process.on("SIGINT", () => process.stdin.isTTY || process.emit("SIGTERM"));
  // As a module: pip's own start scripts are run by a shell where the path is unusual.
  const lab = ["-m", "jupyterlab", inProject("notebooks", "01-middle-layer.ipynb")];
  const { code } = await runPython([...lab, ...options(), ...args]);
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
