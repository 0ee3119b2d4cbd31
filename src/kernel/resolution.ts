import { isBuiltin } from "node:module";
import type * as ts from "@tslab/typescript-for-tslab";

const NOT_FOUND = { resolvedModule: undefined };

type Compiler = typeof ts;
type Resolver = (
  literals: readonly ts.StringLiteralLike[],
  containingFile: string,
  redirected: ts.ResolvedProjectReference | undefined,
  options: ts.CompilerOptions,
) => readonly ts.ResolvedModuleWithFailedLookupLocations[];

/**
 * Finds the types of imported modules as tslab does and, where that finds nothing, as a bundler does:
 * tslab's way does not know `exports` in package.json, the only door of many ESM-only packages.
 */
export function moduleResolver(compiler: Compiler, host: ts.ModuleResolutionHost): Resolver {
  const cache = compiler.createModuleResolutionCache(process.cwd(), (name) => name);
  return (literals, file, redirected, options) => {
    // What packages import stays; what cells and the project's files import may be installed any time.
    const kept = file.includes("/node_modules/") ? cache : undefined;
    const bundler = { ...options, moduleResolution: compiler.ModuleResolutionKind.Bundler };
    return literals.map(({ text }) => {
      // Node's own modules are declared by @types/node, in no file that could be found.
      if (isBuiltin(text)) return NOT_FOUND;
      const found = compiler.resolveModuleName(text, file, options, host, kept, redirected);
      if (found.resolvedModule !== undefined) return found;
      const second = compiler.resolveModuleName(text, file, bundler, host, undefined, redirected);
      return second.resolvedModule === undefined ? found : second;
    });
  };
}
