import { stripVTControlCharacters } from "node:util";
import { joined } from "../lib/series.mjs";
import { escapeHtml } from "./html.mjs";

const VEGA_LITE = "application/vnd.vegalite.v5+json";

/** @typedef {import("../lib/series.mjs").Output} Output */

/** @typedef {object} Picture
 * @property {string} name its file is `name.png`, for dark pages `name-dark.png`
 * @property {Buffer} png
 * @property {number} [width] at which it is shown
 * @property {number} [height]
 * @property {object} [spec] the chart of which it is a picture
 */

/**
 * The HTML of a cell's outputs, and the pictures that it shows, which have the cell's id as name.
 *
 * @param {Output[]} outputs
 * @param {string} id
 * @param {string} folder where the pictures will be, from the page
 */
export function renderOutputs(outputs, id, folder) {
  /** @type {Picture[]} */
  const pictures = [];
  const html = outputs.map((output) => {
    const { output_type: type, data = {} } = output;
    if (type === "stream") return stream(joined(output.text), output.name);
    if (type === "error") return stream(`${output.ename}: ${output.evalue}`, "stderr");
    if (typeof data["image/png"] === "string") {
      const name = pictures.length === 0 ? id : `${id}-${pictures.length + 1}`;
      const spec = /** @type {object | undefined} */ (data[VEGA_LITE]);
      const png = Buffer.from(data["image/png"], "base64");
      pictures.push({ name, png, ...output.metadata?.["image/png"], ...(spec && { spec }) });
      return figure(output, `${folder}/${name}`, spec);
    }
    const rich = data["image/svg+xml"] ?? data["text/html"];
    if (rich) return `<div class="scroll output">${joined(rich)}</div>`;
    return stream(joined(data["text/plain"]), "stdout");
  });
  return { html: html.join("\n"), pictures };
}

/** @param {string} text @param {string} [name] */
function stream(text, name) {
  const shown = stripVTControlCharacters(text).trimEnd();
  return `<pre class="stream ${name}">${escapeHtml(shown)}</pre>`;
}

/** @param {Output} output @param {string} path @param {object} [spec] */
function figure({ data = {}, metadata = {} }, path, spec) {
  const size = metadata["image/png"] ?? {};
  const picture = pictureOf({
    path,
    alt: joined(data["text/plain"]),
    hasDark: Boolean(spec),
    ...size,
  });
  const json = spec ? `<script type="application/json">${inScript(spec)}</script>` : "";
  const room = `--width: ${size.width ?? 0}px; --controls: ${controls(spec)}`;
  return `<figure class="chart" style="${room}"><div class="scroll">${picture}</div>${json}</figure>`;
}

/**
 * The HTML of a picture that has a dark twin.
 *
 * @param {object} picture
 * @param {string} picture.path without the ending
 * @param {string} picture.alt
 * @param {boolean} picture.hasDark
 * @param {number} [picture.width]
 * @param {number} [picture.height]
 */
export function pictureOf({ path, alt, hasDark, width, height }) {
  const size = width && height ? ` width="${width}" height="${height}"` : "";
  const dark = `<source media="screen and (prefers-color-scheme: dark)" srcset="${path}-dark.png"${size}>`;
  return `<picture>${hasDark ? dark : ""}<img src="${path}.png" alt="${escapeHtml(alt)}"${size} loading="lazy"></picture>`;
}

/** How many sliders and other controls a chart has. @param {object} [spec] */
function controls(spec) {
  return JSON.stringify(spec ?? {}).match(/"bind":\{/g)?.length ?? 0;
}

/** JSON that may stand in a script element. @param {object} value */
function inScript(value) {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}
