import type { VegaLiteSpec } from "./chart.js";
import { inLanguage, type Text } from "./language.js";
import { inLines } from "./names.js";

/** Width up to which a title of a panel is one line, also where the panel is narrower, in pixels. */
const PANEL_TITLE = 240;

/** The title of one panel, `width` pixels wide, among several. */
export function panelTitle(text: string, width: number = PANEL_TITLE): VegaLiteSpec {
  const lines = inLines(text, Math.max(width, PANEL_TITLE) / TEXT_SIZE);
  return { text: lines, fontSize: TEXT_SIZE, anchor: "middle", offset: 6 };
}

/**
 * Colours of what carries no data: lines, letters in coloured cells, and letters beside marks. The
 * last is white where the theme has a dark ground; titles and axes get theirs from the theme itself.
 */
export const ink = {
  quiet: "#888888",
  cell: "black",
  letter: { expr: "luminance(background) < 0.18 ? 'white' : 'black'" },
} as const;

/**
 * Size of text, in pixels. A page for a phone shows charts at about half their width, which leaves 7.
 */
export const TEXT_SIZE = 14;

const FONTS = ["Noto Sans JP", "Noto Sans CJK JP", "Hiragino Sans", "Yu Gothic UI", "Meiryo"];

/** Width of a line of the title and the subtitle, in em. */
export const LINE_EMS = { title: 38, subtitle: 44 } as const;

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
 * No colour of text, axis or ground is said: they are the theme's. JupyterLab draws by vega's dark
 * theme where its own is dark, and what is said here would win over it. The grid is grey in both.
 */
const config: VegaLiteSpec = {
  padding: 8,
  font: [...FONTS.map((font) => `"${font}"`), "sans-serif"].join(", "),
  view: { stroke: null },
  title: {
    anchor: "start",
    fontSize: 16,
    fontWeight: "normal",
    offset: 10,
    subtitleFontSize: TEXT_SIZE,
    subtitlePadding: 5,
  },
  axis: {
    gridColor: ink.quiet,
    gridOpacity: 0.3,
    labelFontSize: TEXT_SIZE,
    titleFontSize: TEXT_SIZE,
    titleFontWeight: "normal",
  },
  legend: {
    offset: 8,
    labelFontSize: TEXT_SIZE,
    labelLimit: 240,
    titleFontSize: TEXT_SIZE,
    titleFontWeight: "normal",
  },
  header: { labelFontSize: TEXT_SIZE, titleFontSize: TEXT_SIZE },
};
