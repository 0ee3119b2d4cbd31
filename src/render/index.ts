export { toPng } from "./png.js";
export { toSvg, toSvgNow } from "./svg.js";
