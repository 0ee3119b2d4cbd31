import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { inProject, JUPYTER_FILES, root } from "./project.mjs";
import { NOT_THERE } from "./stamp.mjs";
import { writeWhole } from "./write.mjs";

const JUPYTER = [".venv", "share", "jupyter"];

// Absolute paths: Jupyter resolves a relative one from the folder of the notebook.
export const files = () => [
  {
    path: inProject(...JUPYTER, "kernels", "tslab", "kernel.json"),
    contents: {
      // As src/kernel/kernelspec.ts says, which is not built yet when this is asked for the first time.
      argv: [
        process.execPath,
        "--no-force-async-hooks-checks",
        inProject("dist", "kernel", "main.js"),
        "--history",
        join(JUPYTER_FILES, "data", "tslab", "history.jsonl"),
        "{connection_file}",
      ],
      display_name: "TypeScript (tslab)",
      language: "typescript",
      interrupt_mode: "message",
      metadata: { debugger: false },
    },
  },
  {
    // Scripts of JupyterLab, which it runs by Node, would else be taken for ES modules, as ours are.
    path: inProject(".venv", "package.json"),
    contents: { type: "commonjs" },
  },
  {
    path: inProject(...JUPYTER, "lab", "settings", "overrides.json"),
    contents: {
      // JupyterLab asks at its first start whether it may fetch news; the project stays offline.
      "@jupyterlab/apputils-extension:notification": { fetchNews: "false", checkForUpdates: false },
      // The notebooks link to the README, which is to be read.
      "@jupyterlab/docmanager-extension:plugin": {
        defaultViewers: { markdown: "Markdown Preview" },
      },
    },
  },
];

export const kernelspec = {
  name: "the TypeScript kernel, in .venv",

  fault() {
    const wrong = files().find((file) => !isWritten(file));
    if (wrong === undefined && existsSync(JUPYTER_FILES)) return undefined;
    return wrong && existsSync(wrong.path)
      ? `${relative(root, wrong.path)} was changed`
      : NOT_THERE;
  },

  async make() {
    mkdirSync(JUPYTER_FILES, { recursive: true });
    for (const file of files()) writeWhole(file.path, text(file));
  },
};

/** @param {{ path: string, contents: object }} file */
function isWritten(file) {
  return existsSync(file.path) && readFileSync(file.path, "utf8") === text(file);
}

/** @param {{ contents: object }} file */
function text({ contents }) {
  return `${JSON.stringify(contents, null, 2)}\n`;
}
