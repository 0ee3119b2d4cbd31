import { type Cell, currentCell } from "./cells.js";
import type { Tell } from "./messages.js";

/** The content of a display_data message, as tslab and middle-layer hand it over. */
interface DisplayData {
  data: Record<string, unknown>;
  metadata?: object;
  transient?: object;
}

export interface Publisher {
  (content: DisplayData, update?: boolean): void;
  /** Has `work` done just before the cell is over; false if it is already. */
  readonly atEnd: (work: () => void) => boolean;
}

/** Where `display` of this package looks for the publisher of the cell that runs. */
const HOOK = Symbol.for("middle-layer.display");

/**
 * Has `display` of this package publish on behalf of the cell that calls it, as display_data or, with `update`,
 * as update_display_data. Each run of a cell has a publisher of its own. Returns what gives that of
 * the cell that runs.
 */
export function publishDisplays(tell: Tell): () => Publisher | null {
  const publishers = new WeakMap<Cell, Publisher>();
  const publisher = (): Publisher | null => {
    const cell = currentCell();
    if (cell === undefined) return null;
    const known = publishers.get(cell) ?? publisherOf(cell, tell);
    publishers.set(cell, known);
    return known;
  };
  Object.defineProperty(globalThis, HOOK, { get: publisher });
  return publisher;
}

function publisherOf(cell: Cell, tell: Tell): Publisher {
  const { parent, silent } = cell;
  const publish = (
    { data, metadata = {}, transient = {} }: DisplayData,
    update?: boolean,
  ): void => {
    const msgType = update ? "update_display_data" : "display_data";
    if (!silent) tell({ type: "publish", parent, msgType, content: { data, metadata, transient } });
  };
  const atEnd = (work: () => void): boolean => {
    cell.endings?.push(work);
    return cell.endings !== undefined;
  };
  return Object.assign(publish, { atEnd });
}
