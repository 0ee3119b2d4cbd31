import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { inProject } from "../lib/project.mjs";

/** The ground of the dark pages, as style.css has it. */
const DARK = "#16191d";

/**
 * Writes the pictures of notebooks, each beside its page in a folder of the notebook's name; those of
 * charts for dark pages, too.
 *
 * @param {import("./notebook.mjs").Notebook[]} notebooks
 * @param {string} output
 */
export async function writePictures(notebooks, output) {
  const { toPng, toSvg } = await import(String(pathToFileURL(inProject("dist/node/render.js"))));
  for (const { url, pictures } of notebooks) {
    const folder = join(output, url.replace(/\.html$/, ""));
    if (pictures.length > 0) mkdirSync(folder, { recursive: true });
    for (const { name, png, spec } of pictures) {
      writeFileSync(join(folder, `${name}.png`), png);
      if (!spec) continue;
      const svg = await toSvg({ ...spec, background: DARK }, { theme: "dark" });
      writeFileSync(join(folder, `${name}-dark.png`), toPng(svg).png);
    }
  }
}
