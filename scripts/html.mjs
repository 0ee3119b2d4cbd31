import { join } from "node:path";
import { readOptions } from "./lib/options.mjs";
import { inProject } from "./lib/project.mjs";
import { runMain, runPython } from "./lib/run.mjs";
import { setup } from "./lib/setup.mjs";

const USAGE = `usage: npm run html

Writes each notebook, with the outputs that it holds, as a page into html/.`;

await runMain(async () => {
  readOptions({ usage: USAGE });
  await setup();
  // A pattern that nbconvert expands, relative: the project's own path may hold brackets.
  const convert = ["-m", "nbconvert", "--to", "html", join("notebooks", "*.ipynb")];
  const options = ["--output-dir", inProject("html"), "--log-level", "WARN"];
  const { code } = await runPython([...convert, ...options]);
  if (code === 0) console.log(`The pages are in ${inProject("html")}.`);
  return code;
});
