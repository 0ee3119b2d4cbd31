import { createRequire } from "node:module";

// By `require`: `import` would read through these large CommonJS files for the names in them first,
// which takes half as long again.
const require = createRequire(import.meta.url);

export const vega: typeof import("vega") = require("vega");
export const vegaLite: typeof import("vega-lite") = require("vega-lite");
export const resvg: typeof import("@resvg/resvg-js") = require("@resvg/resvg-js");
