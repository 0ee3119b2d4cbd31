export { toPng } from "./png.js";
export { type SvgOptions, type Theme, toSvg, toSvgNow } from "./svg.js";
