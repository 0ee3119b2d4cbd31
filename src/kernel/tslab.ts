import { createRequire } from "node:module";
import type { Cell } from "./cells.js";
import { currentCell } from "./cells.js";
import type { ToWorker } from "./channel.js";

const require = createRequire(import.meta.url);

/** The content of a display_data message, as tslab and middle-layer hand it over. */
interface DisplayData {
  data: Record<string, unknown>;
  metadata?: object;
  transient?: object;
}

interface Publisher {
  (content: DisplayData, update?: boolean): void;
  /** Has `work` done just before the cell is over; false if it is already. */
  readonly atEnd: (work: () => void) => boolean;
}

/** Where `display` of this package looks for the publisher of the cell that runs. */
const HOOK = Symbol.for("middle-layer.display");

/**
 * Has `display` of this package and of tslab publish on behalf of the cell that calls it, as display_data or,
 * with `update`, as update_display_data. Each run of a cell has a publisher of its own.
 */
export function publishDisplays(post: (message: ToWorker) => void): void {
  const publishers = new WeakMap<Cell, Publisher>();
  publisher = () => {
    const cell = currentCell();
    if (cell === undefined) return null;
    const known = publishers.get(cell) ?? publisherOf(cell, post);
    publishers.set(cell, known);
    return known;
  };
  Object.defineProperty(globalThis, HOOK, { get: publisher });
}

let publisher: () => Publisher | null = () => null;
let tslab: unknown;

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
  Object.defineProperty(jupyter, "lastWriteDisplayData", { get: publisher });
  tslab = require("tslab");
  return tslab;
}

function publisherOf(cell: Cell, post: (message: ToWorker) => void): Publisher {
  const { parent, silent } = cell;
  const publish = (
    { data, metadata = {}, transient = {} }: DisplayData,
    update?: boolean,
  ): void => {
    const msgType = update ? "update_display_data" : "display_data";
    if (!silent) post({ type: "publish", parent, msgType, content: { data, metadata, transient } });
  };
  const atEnd = (work: () => void): boolean => {
    cell.endings?.push(work);
    return cell.endings !== undefined;
  };
  return Object.assign(publish, { atEnd });
}
