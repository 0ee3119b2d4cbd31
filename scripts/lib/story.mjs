import { joined } from "./series.mjs";

/** What a notebook tells without code, sight and scripts. @param {import("./series.mjs").Notebook} notebook */
export function story({ cells }) {
  return cells
    .flatMap(({ cell_type, source, outputs = [] }) =>
      cell_type === "markdown" ? [joined(source)] : outputs.map(told),
    )
    .filter(Boolean)
    .join("\n\n");
}

/** @param {import("./series.mjs").Output} output */
function told({ text, data = {}, metadata = {} }) {
  if (text !== undefined) return indented(joined(text));
  const sentence = joined(/** @type {string} */ (data["text/plain"]));
  const picture = /** @type {{ alt?: string } | undefined} */ (metadata["image/png"]);
  if (!("image/png" in data)) return indented(sentence);
  return picture?.alt && picture.alt !== sentence
    ? `[chart] ${sentence}\n[picture] ${picture.alt}`
    : `[chart] ${sentence}`;
}

/** @param {string} text */
const indented = (text) => text.trimEnd().replace(/^/gm, "    ");
