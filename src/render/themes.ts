import type { Config } from "vega-lite";

/** The pages that charts are drawn for. */
export type Theme = "light" | "dark";

/** How a chart is drawn. */
export interface SvgOptions {
  /** The page that the picture is for; `light` unless given. */
  readonly theme?: Theme | undefined;
}

/** The ground of a chart on each page. */
export const GROUNDS: Readonly<Record<Theme, string>> = { light: "white", dark: "#333" };

/**
 * What front ends set where a specification says nothing: vega-embed's theme "dark", which JupyterLab
 * takes in the dark, has these colours.
 */
export const THEMES: Readonly<Record<Theme, Config>> = {
  light: {},
  dark: {
    background: GROUNDS.dark,
    view: { stroke: "#888" },
    title: { color: "#fff", subtitleColor: "#fff" },
    style: { "guide-label": { fill: "#fff" }, "guide-title": { fill: "#fff" } },
    axis: { domainColor: "#fff", gridColor: "#888", tickColor: "#fff" },
  },
};
