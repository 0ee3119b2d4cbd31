import { existsSync, readdirSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { Failure } from "./lib/failure.mjs";
import { readOptions } from "./lib/options.mjs";
import { inProject, root } from "./lib/project.mjs";
import { runMain } from "./lib/run.mjs";
import { setup } from "./lib/setup.mjs";

const USAGE = `usage: npm run site [-- --output FOLDER]

Writes the notebooks of both languages, with the outputs that they hold, and the API reference as pages
into site/, anew, or into another folder, which must be empty; and into try/ in it JupyterLab with the
notebooks, where their cells run in the browser.`;

const SITE = inProject("site");

await runMain(async () => {
  const { values } = readOptions({ usage: USAGE, options: { output: { type: "string" } } });
  const output = resolve(values.output ?? SITE);
  if (output !== SITE && existsSync(output) && readdirSync(output).length > 0) {
    throw new Failure(`--output ${values.output}: expected a folder that is empty or not there`);
  }
  // Not before: they need packages that are set up.
  const { jupyterLite } = await import("./try/jupyterlite.mjs");
  await setup([jupyterLite]);
  const { buildSite } = await import("./site/build.mjs");
  process.chdir(root);
  if (output === SITE) rmSync(SITE, { recursive: true, force: true });
  await buildSite(output);
  console.log(`The pages are in ${output}.`);
  return 0;
});
