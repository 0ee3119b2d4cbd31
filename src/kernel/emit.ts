import { join, parse, relative } from "node:path";
import type * as ts from "@tslab/typescript-for-tslab";
import type { SideOutput } from "tslab/dist/converter.js";
import { requireFromTslab } from "./private-api.js";

/** The folder that tslab lets the compiler write to; nothing is ever written there. */
const OUT = "outDir";

/** The folder that all files of a program are below: also those beside the notebook's folder. */
export const ROOT: string = parse(process.cwd()).root;

/** Compiled modules from outside of the notebook's folder, which tslab refuses to take. */
const outside: SideOutput[] = [];

/** The modules from outside of the notebook's folder that were compiled since the last call. */
export function takeOutside(): SideOutput[] {
  return outside.splice(0);
}

/** A builder whose files are named as if the notebook's folder were the root, as tslab expects. */
export function belowCwd<T extends ts.BuilderProgram>(builder: T): T {
  const emit: ts.BuilderProgram["emit"] = (file, write, ...rest) => {
    const named: ts.WriteFileCallback = (name, text, ...more) => {
      const path = join(ROOT, relative(OUT, name));
      const inside = relative(process.cwd(), path);
      if (!inside.startsWith("..")) write?.(`${OUT}/${inside}`, text, ...more);
      else if (path.endsWith(".js")) outside.push({ path, data: toCommonJs(text) });
    };
    return builder.emit(file, named, ...rest);
  };
  return { ...builder, emit };
}

/** As tslab does for modules inside of the folder. */
function toCommonJs(code: string): string {
  const converter =
    requireFromTslab<typeof import("tslab/dist/converter.js")>("./dist/converter.js");
  const compiler = requireFromTslab<typeof ts>("@tslab/typescript-for-tslab");
  return converter.esModuleToCommonJSModule(code, compiler.ScriptTarget.ES2022);
}
