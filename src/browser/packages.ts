// The packages that cells import, from one bundle: so a cell's Matrix is the one that the layers make.

export * as mlMatrix from "ml-matrix";
export { default as seedrandom } from "seedrandom";
export * as middleLayer from "../index.js";
