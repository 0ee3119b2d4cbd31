import { builtin, environment, projectFolders } from "../node.js";

/** A BLAS library that might be there, and how its functions are called. */
export interface Library {
  readonly path: string;
  /** What its symbols begin and end with: `scipy_cblas_dgemm64_`. */
  readonly prefix: string;
  readonly suffix: string;
  /** The C type of a size. */
  readonly int: "int" | "int64_t";
}

/** The libraries to try, best first: OpenBLAS of a Python environment, of the system, Accelerate. */
export function libraries(): Library[] {
  return [...environments().flatMap(scipyOpenblas), ...systemLibraries()];
}

/** The project's `.venv`, of this package or of the one that installed it, and the active one. */
function environments(): string[] {
  const active = environment("VIRTUAL_ENV");
  return projectFolders()
    .map((folder) => `${folder}/.venv`)
    .concat(active ?? []);
}

/** The library of the Python package scipy-openblas64, built for 64-bit sizes. */
function scipyOpenblas(venv: string): Library[] {
  return list(`${venv}/lib`, /^python3/)
    .concat(list(venv, /^Lib$/))
    .flatMap((lib) => list(`${lib}/site-packages/scipy_openblas64/lib`, /\.(so|dylib|dll)$/))
    .map((path) => ({ path, prefix: "scipy_", suffix: "64_", int: "int64_t" }));
}

function systemLibraries(): Library[] {
  const names: Record<string, string[]> = {
    linux: ["libopenblas.so.0"],
    darwin: ["/System/Library/Frameworks/Accelerate.framework/Accelerate"],
    win32: ["libopenblas.dll"],
  };
  return (names[globalThis.process?.platform] ?? []).map((path) => ({
    path,
    prefix: "",
    suffix: "",
    int: "int",
  }));
}

/** The paths of what a folder holds under a name that matches; none if there is no such folder. */
function list(folder: string, name: RegExp): string[] {
  try {
    const entries = builtin("fs")?.readdirSync(folder) ?? [];
    return entries.filter((entry) => name.test(entry)).map((entry) => `${folder}/${entry}`);
  } catch {
    return [];
  }
}
