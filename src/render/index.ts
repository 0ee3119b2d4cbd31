export { toPng } from "./png.js";
export { toSvg, toSvgNow } from "./svg.js";
export type { SvgOptions, Theme } from "./themes.js";
