import { createRequire } from "node:module";
import { publishDisplays } from "../run/displays.js";
import type { Tell } from "../run/messages.js";

const require = createRequire(import.meta.url);

let publisher: ReturnType<typeof publishDisplays> = () => null;
let tslab: unknown;

/** Has `display` of this package and of tslab publish on behalf of the cell that calls it. */
export function publishAllDisplays(tell: Tell): void {
  publisher = publishDisplays(tell);
}

/**
 * The module `tslab` of a cell: tslab's own, loaded when a cell asks for it. The variable that its `display`
 * publishes by is the one that its kernel sets for each cell.
 */
export function loadTslab(): unknown {
  if (tslab !== undefined) return tslab;
  const jupyter = require("tslab/dist/jupyter.js") as object;
  if (!("lastWriteDisplayData" in jupyter)) {
    throw new Error("this version of tslab has no lastWriteDisplayData");
  }
  Object.defineProperty(jupyter, "lastWriteDisplayData", { get: () => publisher() });
  tslab = require("tslab");
  return tslab;
}
