import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../lib/failure.mjs";
import { inProject } from "../lib/project.mjs";
import { writeBundles } from "./bundles.mjs";
import { writeJupyterLite } from "./jupyterlite.mjs";

const HERE = inProject("scripts", "try");

/** The notebooks' folders in the pages: `""` is that of the English ones. */
const FOLDERS = ["", "ja"];

/**
 * Writes JupyterLite with the kernel in the page and all notebooks into `folder`/try, anew. It works below
 * any path of a server of plain files: notebooks/index.html?path=01-middle-layer.ipynb opens one.
 *
 * @param {string} folder
 * @returns {Promise<string[]>} the files, from the project's folder, of which the scripts are made
 */
export async function writeTry(folder) {
  const output = join(folder, "try");
  rmSync(output, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await writeJupyterLite(output);
  const extension = join(output, "extensions", "middle-layer");
  const { name: built, sources } = await writeBundles(join(extension, "static"));
  configure(output, `static/${built}/remoteEntry.js`);
  // For pages without JupyterLite, at an address that stays.
  const kernel = `./extensions/middle-layer/static/${built}/page-kernel.js`;
  writeFileSync(join(output, "kernel.js"), `export { PageKernel } from "${kernel}";\n`);
  for (const name of FOLDERS) writeNotebooks(output, name);
  for (const app of ["lab", "notebooks"]) isolate(join(output, app, "index.html"));
  const version = `middle-layer ${hashOf(output)}`;
  const worker = readFileSync(join(HERE, "service-worker.js"), "utf8");
  writeFileSync(join(output, "service-worker.js"), worker.replace("VERSION", version));
  return sources;
}

/** @param {string} output @param {string} load where the extension is, from its folder */
function configure(output, load) {
  configureIn(output, {
    appName: "middle-layer",
    defaultKernelName: "tslab",
    exposeAppInBrowser: true,
    contentsAllJsonFile: "all.json",
    federated_extensions: [{ name: "middle-layer", load, extension: "./extension" }],
    disabledExtensions: [
      // For kernels that read the reader's files by it; the place is taken by our service worker.
      "@jupyterlite/application-extension:service-worker-manager",
      // It asks for icons that JupyterLite does not bring.
      "@jupyter-notebook/notebook-extension:tab-icon",
    ],
    settingsOverrides: {
      // So that each chart is drawn, and its picture saved, wherever the reader has scrolled to.
      "@jupyterlab/notebook-extension:tracker": { windowingMode: "none" },
    },
  });
  // With it the page's layout is kept, and a notebook opened half a second later, when that was saved;
  // where there is one notebook there is none.
  const disabledExtensions = ["@jupyterlite/application-extension:resolver"];
  configureIn(join(output, "notebooks"), { disabledExtensions });
}

/** @param {string} folder @param {object} settings */
function configureIn(folder, settings) {
  const path = join(folder, "jupyter-lite.json");
  const config = JSON.parse(readFileSync(path, "utf8"));
  Object.assign(config["jupyter-config-data"], settings);
  writeFileSync(path, `${JSON.stringify(config, null, 2)}\n`);
}

/**
 * The notebooks of one folder, and the list of what is in it.
 *
 * @param {string} output @param {string} folder
 */
function writeNotebooks(output, folder) {
  const from = inProject("notebooks", folder);
  mkdirSync(join(output, "files", folder), { recursive: true });
  const names = listed(from).filter((name) => name.endsWith(".ipynb"));
  for (const name of names) {
    const text = joined(readFileSync(join(from, name), "utf8"));
    writeFileSync(join(output, "files", folder, name), text);
  }
  const folders =
    folder === ""
      ? FOLDERS.slice(1).filter((name) => listed(inProject("notebooks", name)).length > 0)
      : [];
  const time = new Date().toISOString();
  /** @param {string} name @param {object} rest */
  const model = (name, rest) => ({
    name,
    path: [folder, name].filter(Boolean).join("/"),
    created: time,
    last_modified: time,
    content: null,
    format: null,
    writable: true,
    ...rest,
  });
  const content = [
    ...folders.map((name) => model(name, { type: "directory", mimetype: null })),
    ...names.map((name) =>
      model(name, {
        type: "notebook",
        mimetype: "application/x-ipynb+json",
        size: statSync(join(output, "files", folder, name)).size,
      }),
    ),
  ];
  const list = {
    ...model("", { type: "directory", format: "json", mimetype: null }),
    path: folder,
    content,
  };
  mkdirSync(join(output, "api", "contents", folder), { recursive: true });
  writeFileSync(join(output, "api", "contents", folder, "all.json"), JSON.stringify(list));
}

/**
 * A notebook with each text as one: in files they are lists of lines, which Jupyter's server joins, and
 * JupyterLite shows with commas between them.
 *
 * @param {string} notebook
 */
function joined(notebook) {
  const whole = (/** @type {unknown} */ text) => (Array.isArray(text) ? text.join("") : text);
  const read = JSON.parse(notebook);
  for (const cell of read.cells) {
    cell.source = whole(cell.source);
    for (const output of cell.outputs ?? []) {
      if (output.text !== undefined) output.text = whole(output.text);
      for (const type of Object.keys(output.data ?? {})) {
        if (!/json$/.test(type)) output.data[type] = whole(output.data[type]);
      }
    }
  }
  return JSON.stringify(read);
}

/** @param {string} folder */
function listed(folder) {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

/** Without it browsers look for one at the server's root. */
const ICON = '<link rel="icon" href="../icon-120x120.png">';

/** Has a page of JupyterLite wait for isolate.js. @param {string} path */
function isolate(path) {
  const html = readFileSync(path, "utf8");
  const start = "(async function () {";
  if (html.split(start).length !== 2) throw new Failure(`${path}: expected one ${start}`);
  const script = readFileSync(join(HERE, "isolate.js"), "utf8");
  const waiting = html.replace(start, `${start}\n        await globalThis.isolated;`);
  writeFileSync(
    path,
    waiting.replace("<head>", () => `<head>\n${ICON}\n<script>\n${script}</script>`),
  );
}

/** One hash of all that a folder holds. @param {string} folder */
function hashOf(folder) {
  const hash = createHash("sha256");
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  for (const path of files.map((entry) => join(entry.parentPath, entry.name)).sort()) {
    hash.update(readFileSync(path));
  }
  return hash.digest("hex").slice(0, 12);
}
