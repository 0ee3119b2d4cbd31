import type * as ts from "typescript";
import type { Checker, Compiler, ProgramHost } from "./compiler.js";

/** Compiled code with its source map, as JSON. */
export interface Emitted {
  code: string;
  map: string;
}

/** `file` as JavaScript, by its types in `checker` and the program `view`. */
export function emit(
  compiler: Compiler,
  view: ProgramHost,
  checker: Checker,
  file: ts.SourceFile,
  options: ts.CompilerOptions,
  transformers: ts.CustomTransformers,
): Emitted {
  const emitted = { code: "", map: "" };
  const host = Object.assign(Object.create(view), {
    getCompilerOptions: () => options,
    getCanonicalFileName: (name: string) => name,
    getNewLine: () => "\n",
    useCaseSensitiveFileNames: () => true,
    getCommonSourceDirectory: () => "/",
    isEmitBlocked: () => false,
    isSourceFileFromExternalLibrary: () => false,
    isSourceOfProjectReferenceRedirect: () => false,
    getEmitModuleFormatOfFile: () => options.module,
    shouldTransformImportCall: () => false,
    writeFile: (name: string, text: string) => {
      if (name.endsWith(".map")) emitted.map = text;
      else emitted.code = text.replace(/\/\/# sourceMappingURL=.*\s*$/, "");
    },
  });
  const steps = compiler.getTransformers(options, transformers, 0);
  compiler.emitFiles(checker.getEmitResolver(file), host, file, steps, 0, false);
  return emitted;
}
