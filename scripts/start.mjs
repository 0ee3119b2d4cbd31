import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { COPY, copyAnew, isCopied, ORIGINALS } from "./lib/copy.mjs";
import { Failure } from "./lib/failure.mjs";
import { readersLanguage } from "./lib/language.mjs";
import { showUsage } from "./lib/options.mjs";
import { inProject, root } from "./lib/project.mjs";
import { runMain, runPython } from "./lib/run.mjs";
import { setup } from "./lib/setup.mjs";

const USAGE = `usage: npm start [-- OPTION ...]

Sets up what is missing, and opens JupyterLab on the first notebook, in Japanese where that is the
language of the system. What follows -- goes on to JupyterLab, but for the first two:

  --fresh       work in a new copy of the notebooks, my-notebooks/; an earlier copy is kept beside it
  --setup-only  set up, and open nothing
  --no-browser  open no browser
  --port N      listen on this port
  --help-all    all options of JupyterLab`;

const FIRST = "01-middle-layer.ipynb";
const IN_ORIGINALS =
  "You work in notebooks/ itself. What you change there, `git restore notebooks` takes back; `npm start -- --fresh` opens a copy to try things in.";
const IN_COPY =
  "You work in your copy, my-notebooks/. The notebooks as they were are in notebooks/; `npm start -- --fresh` makes a new copy and keeps this one.";

const args = process.argv.slice(2);
const isFresh = take("--fresh");
const isSetupOnly = take("--setup-only");

await runMain(async () => {
  if (args.includes("--help") || args.includes("-h")) showUsage(USAGE);
  await checkPort(args);
  await setup();
  if (isFresh) makeCopy();
  if (isSetupOnly) return 0;
  // Ctrl-C reaches JupyterLab too, which ends its kernels; this process only waits for it. Without
  // a terminal JupyterLab would leave them, so there it is asked in another way.
  process.on("SIGINT", () => process.stdin.isTTY || process.emit("SIGTERM"));
  const folder = isCopied() ? COPY : ORIGINALS;
  console.log(folder === COPY ? IN_COPY : IN_ORIGINALS);
  // As a module: pip's own start scripts are run by a shell where the path is unusual.
  const { code } = await runPython(["-m", "jupyterlab", ...options(folder), ...args]);
  return code;
});

/** Takes an option of this script from those of JupyterLab. @param {string} option */
function take(option) {
  const at = args.indexOf(option);
  if (at >= 0) args.splice(at, 1);
  return at >= 0;
}

function makeCopy() {
  const kept = copyAnew();
  console.log(
    `${COPY}/ is a new copy of the notebooks${kept ? `; the earlier one is ${kept}/` : ""}.`,
  );
}

/** @param {string} folder */
function options(folder) {
  return [
    // The whole project, so that the notebooks' links to the README lead somewhere.
    `--ServerApp.root_dir=${root}`,
    `--LabApp.default_url=/lab/tree/${firstNotebook(folder)}`,
    "--ServerApp.answer_yes=True", // Ctrl-C ends it without a question
    ...(process.getuid?.() === 0 ? ["--allow-root"] : []), // as in a container
  ];
}

/** The first notebook in the reader's language, as far as it is there. @param {string} folder */
function firstNotebook(folder) {
  const paths = [`${folder}/${readersLanguage()}/${FIRST}`, `${folder}/${FIRST}`];
  return paths.find((path) => existsSync(inProject(path))) ?? `${ORIGINALS}/${FIRST}`;
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
