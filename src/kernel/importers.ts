import { join } from "node:path";
import vm from "node:vm";

type Importer = (specifier: string, options?: object) => Promise<unknown>;

const known = new Map<string, Importer>();

/** A real `import()` that resolves from `folder`. */
export function importer(folder: string): Importer {
  const made = known.get(folder);
  if (made !== undefined) return made;
  const importer: Importer = vm.runInThisContext(
    "(specifier, options) => import(specifier, options)",
    {
      filename: join(folder, "cell.js"),
      importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    },
  );
  known.set(folder, importer);
  return importer;
}
