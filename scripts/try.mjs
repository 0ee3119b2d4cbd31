import { resolve } from "node:path";
import { readOptions } from "./lib/options.mjs";
import { inProject } from "./lib/project.mjs";
import { runMain } from "./lib/run.mjs";
import { setup } from "./lib/setup.mjs";

const USAGE = `usage: node scripts/try.mjs [--output FOLDER]

Writes the notebooks as they run in a browser, JupyterLite with the kernel in the page, into FOLDER/try
(site/try), anew. Any server of plain files can serve it.`;

await runMain(async () => {
  const { values } = readOptions({ usage: USAGE, options: { output: { type: "string" } } });
  const output = resolve(values.output ?? inProject("site"));
  const { jupyterLite } = await import("./try/jupyterlite.mjs");
  await setup([jupyterLite]);
  const { writeTry } = await import("./try/write.mjs");
  await writeTry(output);
  console.log(`The notebooks are in ${output}/try.`);
  return 0;
});
