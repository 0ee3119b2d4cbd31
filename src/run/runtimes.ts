import type { CellRuntime, ModuleRuntime } from "../cells/runtime.js";
import type { Scope } from "../cells/scope.js";
import { iterate, resume, settle } from "./awaits.js";
import { caught } from "./caught.js";
import { currentCell, resumeCell } from "./cells.js";
import { pick } from "./namespaces.js";

/** Loads a module, for the file that it is made for. */
export type Load = (specifier: string, options?: object) => Promise<unknown>;

/** What the compiled code of a module calls; `load` is its `import()`, `meta` its `import.meta`. */
export function moduleRuntime(load: Load, meta: object): ModuleRuntime {
  return {
    mark: currentCell,
    settle,
    resume,
    iterate,
    caught,
    load: async (specifier, options) => {
      const cell = currentCell();
      return resume(cell, await settle(load(String(specifier), options)));
    },
    meta,
  };
}

/** The same for a cell, which shares its names through `scope`. */
export function cellRuntime(load: Load, meta: object, scope: Scope): CellRuntime {
  const runtime = moduleRuntime(load, meta);
  return {
    ...runtime,
    declare: (values) => scope.declare(values),
    hoist: (...names) => scope.hoist(...names),
    import: async (specifier, names) => {
      const cell = currentCell();
      const loaded = await runtime.load(specifier);
      resumeCell(cell);
      const entries = Object.entries(names);
      scope.declare(
        Object.fromEntries(
          entries.map(([name, exported]) => [name, pick(loaded, exported, specifier)]),
        ),
      );
    },
  };
}
