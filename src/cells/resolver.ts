import type * as ts from "typescript";
import type { Compiler } from "./compiler.js";
import { isOfPackage } from "./files.js";

type FoundTypes = ts.ResolvedTypeReferenceDirectiveWithFailedLookupLocations;

/** Finds the files that modules and type references mean. */
export class Resolver {
  readonly #compiler: Compiler;
  readonly #options: ts.CompilerOptions;
  readonly #host: ts.ModuleResolutionHost;
  readonly #platform: string | undefined;
  readonly #packages: ReadonlyMap<string, string>;
  readonly #cache: ts.ModuleResolutionCache;
  /** What packages import stays; what cells and the project's files import may be installed any time. */
  readonly #kept = new Map<string, ts.ResolvedModuleFull | undefined>();

  /** `platform` and `packages` as in `Places`. */
  constructor(
    compiler: Compiler,
    options: ts.CompilerOptions,
    host: ts.CompilerHost,
    platform: string | undefined,
    packages: ReadonlyMap<string, string>,
  ) {
    this.#compiler = compiler;
    this.#options = options;
    this.#host = host;
    this.#platform = platform;
    this.#packages = packages;
    const cwd = host.getCurrentDirectory();
    this.#cache = compiler.createModuleResolutionCache(cwd, (name) => name, options);
  }

  module(
    specifier: string,
    from: string,
    mode: ts.ResolutionMode,
  ): ts.ResolvedModuleFull | undefined {
    if (!isOfPackage(from)) return this.#find(specifier, from, mode, undefined);
    const key = `${mode} ${from} ${specifier}`;
    if (!this.#kept.has(key)) this.#kept.set(key, this.#find(specifier, from, mode, this.#cache));
    return this.#kept.get(key);
  }

  /** There is one `node`, whichever copies packages bring along. */
  types(name: string, from: string): FoundTypes {
    if (name !== "node" || this.#platform === undefined) {
      return this.#compiler.resolveTypeReferenceDirective(name, from, this.#options, this.#host);
    }
    const found = { primary: true, resolvedFileName: this.#platform };
    return { resolvedTypeReferenceDirective: found } as FoundTypes;
  }

  #find(
    specifier: string,
    from: string,
    mode: ts.ResolutionMode,
    cache: ts.ModuleResolutionCache | undefined,
  ): ts.ResolvedModuleFull | undefined {
    const { resolveModuleName, Extension } = this.#compiler;
    const options = this.#options;
    const found = resolveModuleName(specifier, from, options, this.#host, cache, undefined, mode);
    if (found.resolvedModule !== undefined) return found.resolvedModule;
    const resolvedFileName = this.#packages.get(specifier);
    if (resolvedFileName === undefined) return undefined;
    return { resolvedFileName, extension: Extension.Dts, isExternalLibraryImport: true };
  }
}
