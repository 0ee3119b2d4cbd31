import { createRequire } from "node:module";
import { sep } from "node:path";
import { Chart, JUPYTER_DISPLAY, type MimeBundle } from "../charts/chart.js";
import { describe } from "../check.js";

/**
 * What {@link display} shows: a chart, an object that describes itself by
 * `Symbol.for("Jupyter.display")`, or a MIME bundle.
 */
export type Displayable = Chart | SelfDescribing | MimeBundle;

/** An object that describes itself to a Jupyter kernel. */
export interface SelfDescribing {
  [JUPYTER_DISPLAY](): MimeBundle | Promise<MimeBundle>;
}

/** The content of a Jupyter message `display_data` or `update_display_data`. */
export interface DisplayData {
  readonly data: MimeBundle;
  readonly metadata: MimeBundle;
  readonly transient: { readonly display_id?: string };
}

/** Sends one message: `update_display_data` if `update`, otherwise `display_data`. */
export type Publisher = (content: DisplayData, update: boolean) => void;

/**
 * A kernel that puts its own publisher here is used before tslab's; it puts a new one for every
 * cell it runs.
 */
const HOOK: unique symbol = Symbol.for("middle-layer.display");

/**
 * The ids shown so far by each publisher, that is, in each run of a cell: in the next run the place
 * of the old output is gone.
 */
const shownIds = new WeakMap<Publisher, Set<string>>();

/**
 * Shows a chart, or anything else that {@link Displayable} names, as one output of the running
 * notebook cell.
 *
 * With an `id`, a second call with the same id in the same run of a cell replaces the first output
 * instead of adding one. Outside a notebook the `text/plain` part is printed.
 *
 * TypeError if `x` cannot be shown.
 */
export async function display(
  x: Displayable,
  { id }: { readonly id?: string | undefined } = {},
): Promise<void> {
  // Asked first: by the time the chart is drawn the next cell may be running.
  const publish = findPublisher();
  if (publish === undefined) {
    console.log(await textOf(x));
    return;
  }
  const { data, metadata } = x instanceof Chart ? await x.render() : await bundleOf(x);
  const transient = id === undefined ? {} : { display_id: id };
  publish({ data, metadata, transient }, id !== undefined && wasShown(publish, id));
}

async function textOf(x: Displayable): Promise<unknown> {
  if (x instanceof Chart) return x.text;
  const { data } = await bundleOf(x);
  return data["text/plain"] ?? `(${Object.keys(data).join(", ")})`;
}

async function bundleOf(x: Displayable): Promise<{ data: MimeBundle; metadata: MimeBundle }> {
  const data = isSelfDescribing(x) ? await x[JUPYTER_DISPLAY]() : x;
  if (!isMimeBundle(data)) {
    const shown = 'a chart, an object with Symbol.for("Jupyter.display") or a MIME bundle';
    throw new TypeError(`display: expected ${shown}, got ${describe(x)}`);
  }
  return { data, metadata: {} };
}

function isSelfDescribing(x: unknown): x is SelfDescribing {
  return (
    typeof x === "object" && x !== null && typeof Reflect.get(x, JUPYTER_DISPLAY) === "function"
  );
}

function isMimeBundle(x: unknown): x is MimeBundle {
  if (typeof x !== "object" || x === null) return false;
  const types = Object.keys(x);
  return types.length > 0 && types.every((type) => type.includes("/"));
}

function wasShown(publish: Publisher, id: string): boolean {
  const ids = shownIds.get(publish) ?? new Set();
  shownIds.set(publish, ids);
  const shown = ids.has(id);
  ids.add(id);
  return shown;
}

function findPublisher(): Publisher | undefined {
  const set: unknown = Reflect.get(globalThis, HOOK);
  return typeof set === "function" ? (set as Publisher) : findTslab();
}

/**
 * tslab's own `display` sends one MIME type a call, so a bundle goes through the function beneath
 * it.
 */
function findTslab(): Publisher | undefined {
  // The running instance is looked for among the loaded modules: `require("tslab")` can find
  // another copy.
  const modules = createRequire(__filename).cache;
  for (const [path, loaded] of Object.entries(modules)) {
    const publish: unknown = isTslab(path) ? loaded?.exports?.lastWriteDisplayData : undefined;
    if (typeof publish === "function") return publish as Publisher;
  }
  return undefined;
}

function isTslab(path: string): boolean {
  return path.split(sep).join("/").endsWith("/tslab/dist/jupyter.js");
}
