/** @typedef {typeof import("./charts.js")} Charts */

/** Charts that are drawn: how each is drawn anew. @type {Map<Element, () => Promise<void>>} */
const drawn = new Map();

/** Draws each chart when it comes near; what draws is not loaded before. */
export function followCharts() {
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        observer.unobserve(target);
        void draw(/** @type {HTMLElement} */ (target));
      }
    },
    { rootMargin: "600px" },
  );
  for (const figure of document.querySelectorAll("figure.chart:has(script)"))
    observer.observe(figure);
}

/** Draws the charts again, for another theme. */
export function redrawCharts() {
  for (const [figure, again] of drawn) {
    if (figure.isConnected) void again();
    else drawn.delete(figure);
  }
}

/** The picture stays until the chart is there. @param {HTMLElement} figure */
async function draw(figure) {
  const spec = JSON.parse(figure.querySelector("script")?.textContent ?? "");
  await drawIn(figure, spec);
}

/**
 * Draws a chart that a cell shows, in place of the one before; while one is drawn only the newest of those
 * that come waits.
 *
 * @param {HTMLElement} output
 * @param {import("vega-embed").VisualizationSpec} spec
 */
export async function drawFigure(output, spec) {
  const isBusy = waiting.has(output);
  waiting.set(output, spec);
  if (isBusy) return;
  const figure = output.querySelector("figure") ?? figureIn(output);
  try {
    for (let next = waiting.get(output); next; next = waiting.get(output)) {
      await drawIn(figure, next);
      if (waiting.get(output) === next) waiting.delete(output);
    }
  } finally {
    waiting.delete(output); // also of one that cannot be drawn
  }
}

/** What is to be drawn next in each output. @type {Map<Element, import("vega-embed").VisualizationSpec>} */
const waiting = new Map();

/** @param {HTMLElement} output */
function figureIn(output) {
  const figure = document.createElement("figure");
  figure.className = "chart";
  const scroll = document.createElement("div");
  scroll.className = "scroll";
  figure.append(scroll);
  output.replaceChildren(figure);
  return figure;
}

/** @param {HTMLElement} figure @param {import("vega-embed").VisualizationSpec} spec */
async function drawIn(figure, spec) {
  const { drawChart } = await loadCharts();
  const again = async () => {
    const [live, controls] = await drawChart(spec, figure);
    for (const old of figure.querySelectorAll(".live, .controls")) old.remove();
    figure.querySelector(".scroll")?.append(live);
    figure.append(controls);
    figure.classList.add("drawn");
  };
  await again();
  drawn.set(figure, again);
}

/** @type {Promise<Charts> | undefined} */
let loading;

/** By a script element, since a page that is opened as a file may not import modules. */
function loadCharts() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    const page = /** @type {HTMLScriptElement} */ (
      document.querySelector("script[src$='page.js']")
    );
    script.src = page.src.replace(/page\.js$/, "charts.js");
    script.onload = () => resolve(/** @type {any} */ (globalThis).middleLayerCharts);
    script.onerror = reject;
    document.head.append(script);
  });
  return loading;
}
