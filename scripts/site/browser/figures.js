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
  for (const again of drawn.values()) void again();
}

/** The picture stays until the chart is there. @param {HTMLElement} figure */
async function draw(figure) {
  const { drawChart } = await loadCharts();
  const spec = JSON.parse(figure.querySelector("script")?.textContent ?? "");
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
