import type { VegaLiteSpec } from "./chart.js";
import { inLanguage, type Text } from "./language.js";
import { inLines } from "./names.js";

/**
 * Colours that remain distinct with any kind of colour vision (Okabe and Ito), in the order in
 * which series take them.
 */
export const PALETTE: readonly string[] = [
  "#0072b2",
  "#d55e00",
  "#009e73",
  "#cc79a7",
  "#e69f00",
  "#56b4e9",
  "#000000",
  "#b8a900",
];

/** As many more colours as make ten, for classes, of which there are often so many. */
export const CLASS_COLOURS: readonly string[] = [...PALETTE, "#882255", "#888888"];

/** `colour` mixed with white: 0 is white, 1 the colour. */
export function tint(colour: string, strength: number): string {
  const parts = [1, 3, 5].map((i) => Number.parseInt(colour.slice(i, i + 2), 16));
  const mixed = parts.map((part) => Math.round(255 + (part - 255) * strength));
  return `#${mixed.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

/** Width up to which a title of a panel is one line, also where the panel is narrower, in pixels. */
const PANEL_TITLE = 240;

/** The title of one panel, `width` pixels wide, among several. */
export function panelTitle(text: string, width: number = PANEL_TITLE): VegaLiteSpec {
  const lines = inLines(text, Math.max(width, PANEL_TITLE) / 12);
  return { text: lines, fontSize: 12, anchor: "middle", offset: 6 };
}

/** Text, and lines that carry no data. */
export const ink = { text: "#222222", quiet: "#666666", line: "#999999", grid: "#e6e6e6" } as const;

const FONTS = ["Noto Sans JP", "Noto Sans CJK JP", "Hiragino Sans", "Yu Gothic UI", "Meiryo"];

/** Width of a line of the title and the subtitle, in em. */
export const LINE_EMS = { title: 46, subtitle: 60 } as const;

/** A whole specification: `parts` with the project's look, a title, and no menu of actions. */
export function chartSpec(
  { title, subtitle }: { title: Text; subtitle?: string | readonly string[] | undefined },
  parts: VegaLiteSpec,
): VegaLiteSpec {
  const text = inLines(inLanguage(title), LINE_EMS.title);
  const below =
    typeof subtitle === "string"
      ? inLines(subtitle, LINE_EMS.subtitle)
      : subtitle?.flatMap((line) => inLines(line, LINE_EMS.subtitle));
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v5.json",
    title: below === undefined ? text : { text, subtitle: below },
    ...parts,
    config,
    usermeta: { embedOptions: { actions: false } },
  };
}

/**
 * Every colour is said, or the dark theme of JupyterLab sets some of its own: white letters on our
 * white ground.
 */
const config: VegaLiteSpec = {
  background: "white",
  padding: 8,
  font: [...FONTS.map((font) => `"${font}"`), "sans-serif"].join(", "),
  view: { stroke: null },
  title: {
    anchor: "start",
    color: ink.text,
    fontSize: 14,
    fontWeight: "normal",
    offset: 8,
    subtitleColor: ink.quiet,
    subtitleFontSize: 11,
  },
  axis: {
    domainColor: ink.line,
    gridColor: ink.grid,
    tickColor: ink.line,
    labelColor: ink.text,
    labelFontSize: 11,
    titleColor: ink.text,
    titleFontSize: 12,
    titleFontWeight: "normal",
  },
  legend: {
    offset: 8,
    labelColor: ink.text,
    labelFontSize: 12,
    titleColor: ink.text,
    titleFontSize: 12,
    titleFontWeight: "normal",
  },
  header: { labelColor: ink.text, titleColor: ink.text, labelFontSize: 12 },
  style: {
    "guide-label": { fill: ink.text },
    "guide-title": { fill: ink.text },
  },
};
