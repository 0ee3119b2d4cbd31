import { Chart } from "middle-layer";

/** @typedef {import("./measure.mjs").Result} Result */

/**
 * The time of a step against its size, both logarithmic, a line for each contender.
 *
 * @param {string} title
 * @param {string} axis what `x` gives
 * @param {Result[]} results
 * @param {(size: number[]) => number} x
 */
export function growthChart(title, axis, results, x) {
  const values = results.map(({ name, size, best }) => ({ name, x: x(size), us: best * 1e6 }));
  return new Chart(
    {
      $schema: "https://vega.github.io/schema/vega-lite/v5.json",
      title,
      width: 480,
      height: 320,
      data: { values },
      mark: { type: "line", point: true },
      encoding: {
        x: { field: "x", type: "quantitative", scale: { type: "log" }, title: axis },
        y: { field: "us", type: "quantitative", scale: { type: "log" }, title: "µs a step" },
        color: { field: "name", type: "nominal", title: null, sort: null },
      },
    },
    `${title}: ${new Set(results.map(({ name }) => name)).size} lines.`,
  );
}

/** The chart as a PNG picture. @param {Chart} chart */
export async function picture(chart) {
  const { data } = await chart.render();
  return Buffer.from(String(data["image/png"]), "base64");
}
