import { drawFigure } from "./figures.js";

/** @typedef {import("../../../src/browser/page-kernel.js").Shown} Shown */

const VEGA_LITE = "application/vnd.vegalite.v5+json";

/** Outputs that later messages change, by their name. @type {Map<string, HTMLElement>} */
const named = new Map();

/**
 * Empties the outputs of a cell, for new ones.
 *
 * @param {HTMLElement} cell
 * @returns {(shown: Shown) => void} shows one more
 */
export function showOutputs(cell) {
  const box = outputsOf(cell);
  box.replaceChildren();
  let isToClear = false;
  return ({ type, content }) => {
    const { name, text, data, traceback, wait, transient } = /** @type {any} */ (content);
    if (type === "clear_output") {
      if (wait) isToClear = true;
      else box.replaceChildren();
      return;
    }
    if (type === "update_display_data") {
      const output = named.get(transient.display_id);
      if (output) fill(output, data);
      return;
    }
    if (isToClear) box.replaceChildren();
    isToClear = false;
    if (type === "stream") return print(box, name, text);
    if (type === "error") return print(box, "stderr", traceback.join("\n"));
    const output = document.createElement("div");
    box.append(output);
    if (transient?.display_id) named.set(transient.display_id, output);
    fill(output, data);
  };
}

/** Says below the outputs of a cell why it was not run. @param {HTMLElement} cell @param {string} text */
export function showFailure(cell, text) {
  print(outputsOf(cell), "stderr", text);
}

/** @param {HTMLElement} cell */
function outputsOf(cell) {
  const box = cell.querySelector(".outputs") ?? cell.appendChild(document.createElement("div"));
  box.className = "outputs";
  return box;
}

/** Text goes on where the last of its kind ended. @param {Element} box @param {string} name @param {string} text */
function print(box, name, text) {
  const last = box.lastElementChild;
  if (last?.matches(`pre.${name}`)) {
    last.append(text);
    return;
  }
  const pre = document.createElement("pre");
  pre.className = `stream ${name}`;
  pre.append(text);
  box.append(pre);
}

/** Shows the richest form of an output. @param {HTMLElement} output @param {Record<string, any>} data */
function fill(output, data) {
  const rich = data["image/svg+xml"] ?? data["text/html"];
  if (data[VEGA_LITE])
    drawFigure(output, data[VEGA_LITE]).catch((error) => print(output, "stderr", String(error)));
  else if (rich) {
    output.className = "scroll output";
    output.innerHTML = rich;
  } else {
    output.replaceChildren();
    print(output, "stdout", data["text/plain"] ?? "");
  }
}
