import type * as ts from "typescript";
import type { TypeScript } from "./compiler.js";
import { type Files, join } from "./files.js";
import { runtimeLibrary } from "./library.js";

/** How cells are checked and compiled. */
export interface Settings {
  options: ts.CompilerOptions;
  /** Whether nothing that strict types forbid may run. */
  strict: boolean;
  /** What to say of a `tsconfig.json` beside the notebook, if there is one. */
  remark: string | undefined;
}

/**
 * Strict, so that unions narrow and libraries infer, but for what pasted JavaScript does: fields without
 * values, `this` in functions, a caught error taken as it is. Parameters without types are let pass too,
 * but when a cell has been checked: without `noImplicitAny` an empty array could never be filled.
 */
const MILD: ts.CompilerOptions = {
  strict: true,
  noImplicitThis: false,
  strictPropertyInitialization: false,
  useUnknownInCatchVariables: false,
  alwaysStrict: false,
};

/** As tslab checks cells: what it lets run is no error here either, but a warning. */
export const LENIENT: ts.CompilerOptions = {
  strict: false,
  noImplicitAny: false,
  noImplicitThis: false,
  strictNullChecks: false,
  strictFunctionTypes: false,
  strictBindCallApply: false,
  strictBuiltinIteratorReturn: false,
  strictPropertyInitialization: false,
  useUnknownInCatchVariables: false,
  alwaysStrict: false,
};

/** The settings of a `tsconfig.json` that make sense for cells. */
const COUNTING = new Set([
  "strict",
  "noImplicitAny",
  "noImplicitThis",
  "noImplicitOverride",
  "noImplicitReturns",
  "noFallthroughCasesInSwitch",
  "noPropertyAccessFromIndexSignature",
  "noUncheckedIndexedAccess",
  "strictBindCallApply",
  "strictBuiltinIteratorReturn",
  "strictFunctionTypes",
  "strictNullChecks",
  "strictPropertyInitialization",
  "useUnknownInCatchVariables",
  "exactOptionalPropertyTypes",
  "lib",
  "types",
  "typeRoots",
  "jsx",
  "jsxFactory",
  "jsxFragmentFactory",
  "jsxImportSource",
  "paths",
  "baseUrl",
  "customConditions",
  "experimentalDecorators",
  "emitDecoratorMetadata",
  "useDefineForClassFields",
  "resolveJsonModule",
]);

/** What follows from another place than the settings, and may stand beside them. */
const SILENT = new Set(["configFilePath", "pathsBasePath"]);

/** The settings for the notebook's folder `cwd`; `strict` as the kernel was installed. */
export function readSettings(
  typescript: TypeScript,
  files: Files,
  cwd: string,
  strict: boolean,
): Settings {
  const project = readProject(typescript, files, cwd);
  const whole = strict || project.options.strict === true;
  const options: ts.CompilerOptions = {
    target: typescript.ScriptTarget.ES2022,
    // Imports and exports of every kind are allowed, and stay as they are until cells are compiled.
    module: typescript.ModuleKind.Preserve,
    moduleResolution: typescript.ModuleResolutionKind.Bundler,
    lib: runtimeLibrary(),
    ...(whole ? { strict: true, alwaysStrict: false } : MILD),
    jsx: typescript.JsxEmit.React,
    allowImportingTsExtensions: true,
    allowJs: true,
    esModuleInterop: true,
    experimentalDecorators: true,
    resolveJsonModule: true,
    skipLibCheck: true,
    skipDefaultLibCheck: true,
    noErrorTruncation: false,
    newLine: typescript.NewLineKind.LineFeed,
    types: [],
    sourceMap: true,
    rootDir: "/",
    outDir: "/out",
    ...project.options,
  };
  return { options, strict: whole, remark: project.remark };
}

function readProject(
  typescript: TypeScript,
  files: Files,
  cwd: string,
): { options: ts.CompilerOptions; remark: string | undefined } {
  const path = join(cwd, "tsconfig.json");
  if (!files.fileExists(path)) return { options: {}, remark: undefined };
  const { config, error } = typescript.readConfigFile(path, (name) => files.readFile(name));
  if (config === undefined || error !== undefined) {
    const reason = typescript.flattenDiagnosticMessageText(error?.messageText ?? "", " ");
    return {
      options: {},
      remark: `tsconfig.json does not count, since it cannot be read: ${reason}`,
    };
  }
  const host: ts.ParseConfigHost = {
    useCaseSensitiveFileNames: true,
    readDirectory: () => [],
    fileExists: (name) => files.fileExists(name),
    readFile: (name) => files.readFile(name),
  };
  const parsed = typescript.parseJsonConfigFileContent(
    { ...config, files: [], include: [] },
    host,
    cwd,
    {},
    path,
  );
  const found = Object.entries(parsed.options).filter(([name]) => !SILENT.has(name));
  const counting = found.filter(([name]) => COUNTING.has(name));
  const others = found.filter(([name]) => !COUNTING.has(name));
  const options = Object.fromEntries(counting);
  if (parsed.options.pathsBasePath !== undefined)
    options.pathsBasePath = parsed.options.pathsBasePath;
  return { options, remark: remarkOf(counting.map(nameOf), others.map(nameOf)) };
}

function nameOf([name]: [string, unknown]): string {
  return name;
}

function remarkOf(counting: string[], others: string[]): string | undefined {
  if (others.length === 0) return undefined;
  const said = counting.length === 0 ? "nothing" : counting.join(", ");
  return `tsconfig.json: for cells count ${said}; not ${others.join(", ")}`;
}
