import { join } from "node:path";
import { inProject, jupyterEnvironment, venvPython } from "./lib/project.mjs";
import { run, runMain } from "./lib/run.mjs";
import { setup } from "./lib/setup.mjs";

// Writes each notebook, with the outputs that it holds, as a page into html/.
await runMain(async () => {
  await setup();
  // A pattern that nbconvert expands, relative: the project's own path may hold brackets.
  const notebooks = join("notebooks", "*.ipynb");
  const convert = [venvPython, "-m", "jupyter", "nbconvert", "--to", "html", notebooks];
  const options = ["--output-dir", inProject("html"), "--log-level", "WARN"];
  const { code } = await run([...convert, ...options], { env: jupyterEnvironment() });
  if (code === 0) console.log(`The pages are in ${inProject("html")}.`);
  return code;
});
