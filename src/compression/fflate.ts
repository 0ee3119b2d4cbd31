/** Compression, loaded when it is first needed: most who import the package never do. */
export function fflate(): typeof import("fflate") {
  return require("fflate") as typeof import("fflate");
}
