import type { Problem } from "../cells/diagnostics.js";

/** The modules that a page has. */
export const MODULES = ["middle-layer", "ml-matrix", "seedrandom", "node:fs"] as const;

/** What to say of a module that is not there. */
export function noModule(specifier: string): string {
  const isPath = /^\.{0,2}\//.test(specifier);
  return isPath
    ? `import: there is no file ${specifier} beside the notebook`
    : `import: in a page there are ${MODULES.join(", ")} and the files beside the notebook, but no ${specifier}`;
}

/** What the compiler knows no better than to look for on a disk, said of a page. */
export function explain(problem: Problem): Problem {
  const { message } = problem;
  const [, module] = /Cannot find module '([^']+)'|import of '([^']+)'/.exec(message) ?? [];
  if (module !== undefined) return { ...problem, message: noModule(module) };
  const [, name] = /^Cannot find name '([^']+)'.*type definitions for node/.exec(message) ?? [];
  if (name === undefined) return problem;
  return { ...problem, message: `Cannot find name '${name}': it is Node's, and this is a page` };
}
