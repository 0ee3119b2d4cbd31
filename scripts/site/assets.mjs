import { copyFileSync, cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { inProject } from "../lib/project.mjs";

const OWN = inProject("scripts", "site");
const KATEX = inProject("node_modules", "katex", "dist");

/**
 * Writes what the pages load, into `assets/`: styles, KaTeX's letters, a script for every page and
 * one that draws charts, which the first loads when a chart comes near.
 *
 * @param {string} output
 * @returns {Promise<string[]>} the files, from the project's folder, of which the scripts are made
 */
export async function writeAssets(output) {
  const assets = join(output, "assets");
  mkdirSync(join(assets, "katex"), { recursive: true });
  copyFileSync(join(OWN, "style.css"), join(assets, "style.css"));
  copyFileSync(join(OWN, "icon.svg"), join(assets, "icon.svg"));
  copyFileSync(join(KATEX, "katex.min.css"), join(assets, "katex", "katex.min.css"));
  cpSync(join(KATEX, "fonts"), join(assets, "katex", "fonts"), {
    recursive: true,
    filter: (path) => !/\.(ttf|woff)$/.test(path),
  });
  const { metafile } = await build({
    absWorkingDir: inProject(),
    entryPoints: ["theme", "page", "charts"].map((name) => join(OWN, "browser", `${name}.js`)),
    outdir: assets,
    bundle: true,
    format: "iife",
    globalName: "middleLayerCharts",
    minify: true,
    target: "es2022",
    legalComments: "none", // notices.txt has them
    metafile: true,
  });
  return Object.keys(metafile.inputs);
}
