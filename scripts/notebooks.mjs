import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Failure } from "./lib/failure.mjs";
import { readOptions } from "./lib/options.mjs";
import { writePictures } from "./lib/pictures.mjs";
import { inProject, root } from "./lib/project.mjs";
import { runMain, runPython } from "./lib/run.mjs";
import { setup } from "./lib/setup.mjs";

const USAGE = `usage: npm run notebooks [-- [--check] [--kernel NAME] [FILE ...]]

Executes the notebooks in the real kernel and writes their outputs into them: all in notebooks/, or
those that are named. The pictures of the READMEs come from notebook 01.

  --check        write nothing; fail where the outputs differ
  --kernel NAME  another kernel than "tslab"`;

await runMain(async () => {
  const { values, positionals } = readOptions({
    usage: USAGE,
    options: { check: { type: "boolean" }, kernel: { type: "string" } },
    allowPositionals: true,
  });
  const files = positionals.map(notebook);
  await setup();
  const options = [
    ...(values.check ? ["--check"] : []),
    ...(values.kernel === undefined ? [] : [`--kernel=${values.kernel}`]),
  ];
  const { code } = await runPython([inProject("scripts", "notebooks.py"), ...options, ...files]);
  if (code === 0 && !values.check) await writePictures();
  return code;
});

/** The path of a notebook that was named from where npm was called, or from the project. @param {string} name */
function notebook(name) {
  const paths = [process.env.INIT_CWD ?? process.cwd(), root].map((from) => resolve(from, name));
  const path = paths.find(existsSync);
  if (path === undefined) throw new Failure(`${name}: there is no such file`);
  try {
    if (Array.isArray(JSON.parse(readFileSync(path, "utf8")).cells)) return path;
  } catch {
    // Told below.
  }
  throw new Failure(`${name}: expected a notebook, a JSON file with cells`);
}
