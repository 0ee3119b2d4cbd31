import { join, relative } from "node:path";
import type * as ts from "@tslab/typescript-for-tslab";
import { awaitTransformer } from "./await-transform.js";
import { belowCwd, ROOT } from "./emit.js";
import { requireFromTslab, resolveFromTslab } from "./private-api.js";
import { watchProjectFiles } from "./project-files.js";
import { moduleResolver } from "./resolution.js";
import { inlineMap, rememberOrigin } from "./source-maps.js";

/** The compiler's module, as tslab uses it. */
export type Compiler = typeof ts;

/** The cell that is compiled: what it is called in stack traces, and what was met in it. */
export const compilation = { file: "In[*]", topLevelForAwait: false };

/** tslab puts `export {};` and a line break before the text of a cell. */
const PREFIX_LINES = 1;

/**
 * Puts a TypeScript compiler with this kernel's options in the place of the one tslab loads: source maps
 * for errors with the cell's lines, awaits that can be interrupted, packages that only have `exports`.
 * tslab offers no way to set these, so its compiler's module is replaced before tslab is loaded.
 */
export function installCompiler(strict: boolean): Compiler {
  const path = resolveFromTslab("@tslab/typescript-for-tslab");
  const compiler = requireFromTslab<Compiler>(path);
  watchProjectFiles(compiler);
  const loaded = require.cache[path];
  if (loaded === undefined) throw new Error("the TypeScript compiler is not in require.cache");
  loaded.exports = {
    ...compiler,
    createWatchCompilerHost: hostWithOptions(compiler, strict),
    transpileModule: transpiler(compiler),
  };
  return compiler;
}

type CreateHost = (files: string[], options: ts.CompilerOptions, ...rest: unknown[]) => object;

function hostWithOptions(compiler: Compiler, strict: boolean): CreateHost {
  return (files, options, ...rest) => {
    const create = compiler.createWatchCompilerHost as unknown as CreateHost;
    // With a sourceRoot the maps' sources are relative to rootDir, not to an output folder.
    const places = { inlineSourceMap: true, sourceRoot: ROOT, rootDir: ROOT };
    const host = create(files, { ...options, ...places, strict }, ...rest);
    return Object.defineProperty(
      Object.assign(host, {
        resolveModuleNameLiterals: moduleResolver(compiler, host as ts.ModuleResolutionHost),
        // Files resolve their imports anew when they change; the default here is to do so always.
        hasInvalidatedResolutions: (): boolean => false,
      }),
      "afterProgramCreate",
      afterProgramCreate(),
    );
  };
}

/** A property that takes tslab's callback, and gives it a builder with names that it understands. */
function afterProgramCreate(): PropertyDescriptor {
  let callback: ((builder: ts.BuilderProgram) => void) | undefined;
  return {
    get: () => (builder: ts.BuilderProgram) => callback?.(belowCwd(builder)),
    set: (given) => {
      callback = given;
    },
  };
}

/** TypeScript's `transpileModule`, which tslab turns ES modules into CommonJS with. */
function transpiler(compiler: Compiler): Compiler["transpileModule"] {
  return (code, { compilerOptions = {}, ...options }) => {
    compilation.topLevelForAwait = false;
    const result = compiler.transpileModule(code, {
      ...options,
      compilerOptions: { ...compilerOptions, sourceMap: true },
      transformers: { before: [awaitTransformer(compiler, compilation)] },
    });
    remember(code, result.sourceMapText);
    return {
      ...result,
      outputText: result.outputText.replace(/\/\/# sourceMappingURL=.*\s*$/, ""),
    };
  };
}

function remember(code: string, secondMap: string | undefined): void {
  const first = inlineMap(code);
  const source = first?.sources[0];
  if (first === undefined || source === undefined || secondMap === undefined) return;
  const maps = [JSON.parse(secondMap), first];
  const path = join(ROOT, source);
  if (path === join(process.cwd(), "__tslab__.ts")) {
    rememberOrigin(compilation.file, maps, compilation.file, PREFIX_LINES);
  } else {
    rememberOrigin(path.replace(/\.tsx?$/, ".js"), maps, relative(process.cwd(), path), 0);
  }
}
