/**
 * What draws charts, loaded at once when it is first asked for: `import()` gives it only after the
 * event loop has turned.
 */
export function loadRenderer(): typeof import("./index.js") {
  return require("./index.js");
}
