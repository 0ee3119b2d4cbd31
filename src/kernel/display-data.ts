import { type Cell, currentCell } from "./cells.js";
import type { ToWorker } from "./channel.js";
import { requireFromTslab } from "./private-api.js";

interface DisplayData {
  data: Record<string, unknown>;
  metadata?: object;
  transient?: object;
}

type Publisher = (content: DisplayData, update?: boolean) => void;

/**
 * Publishes what tslab's `display` and its like hand over, as display_data or, with `update`, as
 * update_display_data. The way is tslab's own: the variable `lastWriteDisplayData` of its module
 * `dist/jupyter.js`, so code that works in stock tslab works here. As there, each run of a cell has a
 * publisher of its own; here the one of the cell that asks, also when another runs by then.
 */
export function publishDisplays(post: (message: ToWorker) => void): void {
  const jupyter = requireFromTslab<object>("./dist/jupyter.js");
  if (!("lastWriteDisplayData" in jupyter)) {
    throw new Error("this version of tslab has no lastWriteDisplayData");
  }
  const publishers = new WeakMap<Cell, Publisher>();
  Object.defineProperty(jupyter, "lastWriteDisplayData", {
    get: (): Publisher | null => {
      const cell = currentCell();
      if (cell === undefined) return null;
      const publisher = publishers.get(cell) ?? publisherOf(cell, post);
      publishers.set(cell, publisher);
      return publisher;
    },
  });
}

function publisherOf({ parent, silent }: Cell, post: (message: ToWorker) => void): Publisher {
  return ({ data, metadata = {}, transient = {} }, update) => {
    const msgType = update ? "update_display_data" : "display_data";
    if (!silent) post({ type: "publish", parent, msgType, content: { data, metadata, transient } });
  };
}
