import vegaEmbed from "vega-embed";

// Its types have the default export of its CommonJS.
const embed = /** @type {any} */ (vegaEmbed);

/**
 * A chart, drawn for the theme of the page, and its sliders, which stand where they stood in the figure.
 *
 * @param {import("vega-embed").VisualizationSpec} spec
 * @param {HTMLElement} figure
 */
export async function drawChart(spec, figure) {
  const page = getComputedStyle(document.documentElement);
  const colour = (/** @type {string} */ name) => page.getPropertyValue(name).trim();
  const element = document.createElement("div");
  element.className = "live";
  const controls = document.createElement("div"); // beside what scrolls
  controls.className = "controls";
  const { view } = await embed(element, spec, {
    actions: false,
    bind: controls,
    renderer: "svg",
    ...(document.documentElement.dataset.theme === "dark" && { theme: "dark" }),
    config: {
      background: "transparent",
      title: { color: colour("--ink"), subtitleColor: colour("--quiet") },
      axis: { domainColor: colour("--line"), tickColor: colour("--line") },
      style: { "guide-label": { fill: colour("--ink") }, "guide-title": { fill: colour("--ink") } },
    },
  });
  for (const [name, value] of values(figure)) view.signal(name, value);
  await view.runAsync();
  describe(element, figure.querySelector("img")?.alt ?? spec.description ?? "");
  const width = element.querySelector("svg")?.getAttribute("width");
  if (!figure.style.getPropertyValue("--width")) figure.style.setProperty("--width", `${width}px`);
  return [element, controls];
}

/** Where the sliders of a figure stand. @param {Element} figure @returns {[string, number][]} */
function values(figure) {
  const sliders = figure.querySelectorAll("input[type=range]");
  return Array.from(sliders, (slider) => {
    const { name, valueAsNumber } = /** @type {HTMLInputElement} */ (slider);
    return [name, valueAsNumber];
  });
}

/**
 * One picture with its description, in place of vega's document of many parts.
 *
 * @param {HTMLElement} element
 * @param {string} description
 */
function describe(element, description) {
  for (const name of ["role", "aria-roledescription", "aria-label"]) element.removeAttribute(name);
  const svg = /** @type {SVGElement} */ (element.querySelector("svg"));
  svg.setAttribute("aria-hidden", "true");
  const picture = document.createElement("div");
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", description);
  svg.replaceWith(picture);
  picture.append(svg);
}
