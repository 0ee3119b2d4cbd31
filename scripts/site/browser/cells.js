import { showFailure, showOutputs } from "./outputs.js";
import { words } from "./words.js";

/** @typedef {import("../../../src/browser/page-kernel.js").PageKernel} PageKernel */

/**
 * A code cell of the page.
 *
 * @typedef {object} Cell
 * @property {HTMLElement} element
 * @property {HTMLButtonElement} button
 * @property {boolean} hasRun in the page
 */

/** @type {Cell[]} */
const cells = [];

/** @type {Promise<PageKernel> | undefined} */
let starting;

/** The cell that runs, of those that are to be run. @type {Cell | undefined} */
let running;

/**
 * Each code cell gets a button that runs it, after those above it that have not run; from the first press
 * on all can be edited. What runs them is not loaded before. A page that is opened as a file has no threads.
 */
export function liveCells() {
  if (!location.protocol.startsWith("http")) return;
  for (const element of document.querySelectorAll(".cell.code, .cell.yours")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "run";
    const cell = { element: /** @type {HTMLElement} */ (element), button, hasRun: false };
    const isYours = element.classList.contains("yours");
    button.textContent = isYours ? words.write : words.run;
    button.addEventListener("click", () => press(cell));
    (element.querySelector(".prompt") ?? element).append(" ", button);
    cells.push(cell);
  }
}

/** @param {Cell} cell */
async function press(cell) {
  if (running === cell) return stop();
  if (running !== undefined) return;
  makeEditable();
  if (codeOf(cell).textContent?.trim() === "") return codeOf(cell).focus();
  const above = cells.slice(0, cells.indexOf(cell)).filter(({ hasRun }) => !hasRun);
  for (const next of [...above, cell]) {
    if (await run(next)) continue;
    if (next !== cell) next.element.scrollIntoView({ block: "center" });
    return;
  }
}

async function stop() {
  const areKept = await (await starting)?.interrupt();
  if (!areKept) for (const cell of cells) cell.hasRun = false;
}

/** Runs a cell; whether it has come to its end. @param {Cell} cell @returns {Promise<boolean>} */
async function run(cell) {
  const { element, button } = cell;
  const code = codeOf(cell).textContent ?? "";
  if (code.trim() === "") return true;
  running = cell;
  element.setAttribute("aria-busy", "true");
  markWaiting();
  button.textContent = words.starting;
  try {
    starting ??= start();
    const kernel = await starting;
    button.textContent = words.stop;
    const { count, ok } = await kernel.run(code, showOutputs(element));
    numberOf(element).textContent = `In [${count}]`;
    cell.hasRun = true;
    return ok;
  } catch (error) {
    starting = undefined;
    showFailure(element, String(error));
    return false;
  } finally {
    running = undefined;
    element.removeAttribute("aria-busy");
    button.textContent = words.run;
    markWaiting();
  }
}

/** While a cell runs, no other can be started. */
function markWaiting() {
  for (const { button } of cells) {
    const waits = running !== undefined && running.button !== button;
    button.setAttribute("aria-disabled", String(waits));
  }
}

/** @returns {Promise<PageKernel>} */
async function start() {
  const { kernel = "", folder = "/" } = document.querySelector("main")?.dataset ?? {};
  const { PageKernel } = await import(new URL(kernel, location.href).href);
  return new PageKernel(folder);
}

/** Makes the code of every cell a text to write in; an exercise's cell becomes one. */
function makeEditable() {
  for (const cell of cells) {
    if (cell.element.classList.contains("yours")) openExercise(cell);
    const code = codeOf(cell);
    if (code.isContentEditable) continue;
    code.contentEditable = "plaintext-only";
    code.spellcheck = false;
    code.autocapitalize = "off";
    code.setAttribute("role", "textbox");
    code.setAttribute("aria-multiline", "true");
    code.setAttribute("aria-label", words.code);
    code.addEventListener("input", () => uncolour(code));
    code.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.shiftKey || event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      void press(cell);
    });
  }
}

/** The colours are those of the text that was there. @param {HTMLElement} code */
function uncolour(code) {
  for (const token of code.querySelectorAll("[style]")) token.removeAttribute("style");
}

/** @param {Cell} cell */
function openExercise(cell) {
  const { element, button } = cell;
  const prompt = document.createElement("div");
  prompt.className = "prompt";
  prompt.append(numbered(), " ", button);
  const pre = document.createElement("pre");
  pre.className = "shiki";
  pre.append(document.createElement("code"));
  cell.element = document.createElement("div");
  cell.element.className = "cell code";
  cell.element.id = element.id;
  cell.element.append(prompt, pre);
  button.textContent = words.run;
  element.replaceWith(cell.element);
}

function numbered() {
  const number = document.createElement("span");
  number.textContent = "In [ ]";
  return number;
}

/** @param {HTMLElement} element */
function numberOf(element) {
  return /** @type {HTMLElement} */ (element.querySelector(".prompt span"));
}

/** @param {Cell} cell */
function codeOf({ element }) {
  return /** @type {HTMLElement} */ (element.querySelector("pre > code"));
}
