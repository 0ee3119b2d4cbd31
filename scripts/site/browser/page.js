// What a page does where scripts are on: theme, charts, cells that run, copy buttons, the place kept on
// a change of language. Everything but the running of cells is there without it.
import { liveCells } from "./cells.js";
import { followCharts, redrawCharts } from "./figures.js";
import { words } from "./words.js";

const root = document.documentElement;

themeButton();
pictures();
copyButtons();
scrollers();
keepPlace();
closeContents();
followCharts();
liveCells();

/** A button between dark and light, which is remembered. */
function themeButton() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "theme";
  button.textContent = words.dark;
  const show = () => button.setAttribute("aria-pressed", String(root.dataset.theme === "dark"));
  button.addEventListener("click", () => {
    choose(root.dataset.theme === "dark" ? "light" : "dark");
    show();
  });
  show();
  document.querySelector(".choices")?.append(button);
}

/** @param {string} theme */
function choose(theme) {
  root.dataset.theme = theme;
  try {
    localStorage.setItem("tsd-theme", theme);
  } catch {} // then it holds for this page
  pictures();
  redrawCharts();
}

/** Pictures by the theme of the page, which may be another than the system's. */
function pictures() {
  for (const source of document.querySelectorAll("picture source")) {
    source.setAttribute("media", root.dataset.theme === "dark" ? "screen" : "not all");
  }
}

function copyButtons() {
  for (const code of document.querySelectorAll("pre.shiki")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = words.copy;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(code.textContent ?? "");
      button.textContent = words.copied;
      setTimeout(() => (button.textContent = words.copy), 2000);
    });
    // Beside the code: what scrolls would take it along.
    const box = document.createElement("div");
    box.className = "copied";
    code.replaceWith(box);
    box.append(code, button);
  }
}

/** What is wider than its place can be scrolled by keys, and is named for those who do not see it. */
function scrollers() {
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) nameIfWide(/** @type {HTMLElement} */ (target));
  });
  for (const box of document.querySelectorAll("pre, .scroll, .katex-display"))
    observer.observe(box);
}

/** @param {HTMLElement} box */
function nameIfWide(box) {
  if (box.scrollWidth > box.clientWidth) {
    box.tabIndex = 0;
    box.setAttribute("role", "group"); // a region of each would drown the landmarks
    box.setAttribute("aria-label", words[kindOf(box)]);
  } else if (box.tabIndex === 0) {
    box.removeAttribute("tabindex");
    box.removeAttribute("role");
    box.removeAttribute("aria-label");
  }
}

/** @param {HTMLElement} box */
function kindOf(box) {
  if (box.matches("figure *")) return "chart";
  if (box.matches(".katex-display")) return "formula";
  if (box.querySelector("table")) return "table";
  return box.matches(".shiki") ? "code" : "output";
}

/** The other language begins at the cell that is read here: cells are called the same in both. */
function keepPlace() {
  const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector("a.language"));
  link?.addEventListener("click", () => {
    const cells = [...document.querySelectorAll(".cell")];
    const read = cells.findLast((cell) => cell.getBoundingClientRect().top < innerHeight / 3);
    if (read && read !== cells[0]) link.hash = read.id;
  });
}

/** The contents are open beside the text, and closed above it. */
function closeContents() {
  const contents = document.querySelector("details.contents");
  const narrow = matchMedia("(max-width: 70rem)");
  const follow = () => contents?.toggleAttribute("open", !narrow.matches);
  narrow.addEventListener("change", follow);
  follow();
}
