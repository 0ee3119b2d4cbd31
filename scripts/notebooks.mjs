import { inProject, jupyterEnvironment, venvPython } from "./lib/project.mjs";
import { run, runMain } from "./lib/run.mjs";
import { setup } from "./lib/setup.mjs";

// Executes the notebooks in the real kernel and writes their outputs into them: all of them, or
// those named after `npm run notebooks --`.
await runMain(async () => {
  await setup();
  const script = inProject("scripts", "notebooks.py");
  const { code } = await run([venvPython, script, ...process.argv.slice(2)], {
    env: jupyterEnvironment(),
  });
  return code;
});
