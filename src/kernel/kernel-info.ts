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

/** The content of a kernel_info_reply, with the versions that really run. */
export function kernelInfo(): object {
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
      version: typescript,
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
