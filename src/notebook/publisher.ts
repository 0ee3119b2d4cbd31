import type { MimeBundle } from "../charts/chart.js";
import { nodeRequire } from "../node.js";

/** The content of a Jupyter message `display_data` or `update_display_data`. */
export interface DisplayData {
  readonly data: MimeBundle;
  readonly metadata: MimeBundle;
  readonly transient: { readonly display_id?: string };
}

/** Sends messages on behalf of one run of a cell. */
export interface Publisher {
  /** Sends `update_display_data` if `update`, otherwise `display_data`. */
  (content: DisplayData, update: boolean): void;
  /**
   * Has `work` done just before the cell is over, also if it is interrupted; returns whether that
   * will be: not in a cell that is over already. tslab has no such thing.
   */
  readonly atEnd?: (work: () => void) => boolean;
}

/**
 * A kernel that puts its own publisher here is used before tslab's; it puts a new one for every
 * cell it runs.
 */
const HOOK: unique symbol = Symbol.for("middle-layer.display");

/** The publisher of the cell that runs; undefined outside a notebook. */
export function findPublisher(): Publisher | undefined {
  const set: unknown = Reflect.get(globalThis, HOOK);
  return typeof set === "function" ? (set as Publisher) : findTslab();
}

/** How the path of the module ends that tslab's kernel runs in. */
const TSLAB = /[\\/]tslab[\\/]dist[\\/]jupyter\.js$/;

/**
 * tslab's own `display` sends one MIME type a call, so a bundle goes through the function beneath
 * it.
 */
function findTslab(): Publisher | undefined {
  // The running instance is looked for among the loaded modules: `require("tslab")` can find
  // another copy.
  const modules = nodeRequire()?.cache ?? {};
  for (const path in modules) {
    if (!TSLAB.test(path)) continue;
    const publish: unknown = modules[path]?.exports?.lastWriteDisplayData;
    if (typeof publish === "function") return publish as Publisher;
  }
  return undefined;
}
