import { mkdirSync, writeFileSync } from "node:fs";
import { inProject } from "./project.mjs";
import { joined, LANGUAGES, read } from "./series.mjs";

const FOLDER = ["notebooks", "images"];

/** The dark ground of GitHub's pages, where the READMEs are read. */
const DARK = "#0d1117";

/** The names of the pictures in a README: the chart of a cell of notebook 01, for a light and a dark page. */
export const picturesOf = (/** @type {import("./series.mjs").Language} */ language) => {
  const name = language === "en" ? "layer" : `layer-${language}`;
  return { light: `${name}.png`, dark: `${name}-dark.png` };
};

/** The chart as the cell `picture` of a notebook shows it. @param {import("./series.mjs").Language} language */
export function shownChart(language) {
  const cell = read("01-middle-layer", language).cells.find(({ id }) => id === "picture");
  const data = cell?.outputs?.at(-1)?.data;
  if (data === undefined) throw new Error("notebook 01: expected a chart in the cell `picture`");
  return {
    spec: /** @type {Record<string, unknown>} */ (data["application/vnd.vegalite.v5+json"]),
    png: Buffer.from(joined(/** @type {string | string[]} */ (data["image/png"])), "base64"),
  };
}

/** Writes the pictures that the READMEs show. */
export async function writePictures() {
  // Built only by now.
  const { toPng, toSvg } = await import(
    new URL("../../dist/render/index.js", import.meta.url).href
  );
  mkdirSync(inProject(...FOLDER), { recursive: true });
  for (const language of LANGUAGES) {
    const { light, dark } = picturesOf(language);
    const { spec, png } = shownChart(language);
    writeFileSync(inProject(...FOLDER, light), png);
    const svg = await toSvg({ ...spec, background: DARK }, { theme: "dark" });
    writeFileSync(inProject(...FOLDER, dark), toPng(svg).png);
  }
}
