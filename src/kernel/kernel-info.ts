import { createRequire } from "node:module";
import { PROTOCOL_VERSION } from "./wire.js";

const require = createRequire(import.meta.url);

interface PackageJson {
  version: string;
}

/** The version of a package of which nothing else is needed here; empty if it is damaged. */
function versionOf(name: string): string {
  try {
    return (require(name) as PackageJson).version;
  } catch {
    return "";
  }
}

/** What front ends write into the metadata of each notebook that they open, so it is to change seldom. */
export interface LanguageInfo {
  name: string;
  /** Of the language, `major.minor`: a patch of the compiler is not to mark a notebook as modified. */
  version: string;
  mimetype: string;
  file_extension: string;
  pygments_lexer: string;
  codemirror_mode: object;
  nbconvert_exporter: string;
}

/** The content of a kernel_info_reply, with the versions that really run. */
export function kernelInfo(): { language_info: LanguageInfo; [field: string]: unknown } {
  const own = versionOf("../../package.json");
  const typescript = versionOf("typescript/package.json");
  const tslab = versionOf("tslab/package.json");
  return {
    status: "ok",
    protocol_version: PROTOCOL_VERSION,
    implementation: "middle-layer",
    implementation_version: own,
    language_info: {
      name: "typescript",
      version: /^\d+\.\d+/.exec(typescript)?.[0] ?? "",
      mimetype: "text/typescript",
      file_extension: ".ts",
      pygments_lexer: "typescript",
      // As in tslab: this mix of names is what both JupyterLab and the classic notebook highlight by.
      codemirror_mode: { mode: "typescript", name: "javascript", typescript: true },
      nbconvert_exporter: "script",
    },
    banner: `TypeScript ${typescript} on Node.js ${process.versions.node} (middle-layer ${own}, tslab ${tslab})`,
    help_links: [
      { text: "TypeScript", url: "https://www.typescriptlang.org/docs/" },
      { text: "Node.js", url: "https://nodejs.org/docs/latest/api/" },
      { text: "tslab", url: "https://github.com/yunabe/tslab" },
    ],
    debugger: false,
    supported_features: [],
  };
}
