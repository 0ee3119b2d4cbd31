import { Chart, JUPYTER_DISPLAY, type MimeBundle } from "../charts/chart.js";
import { describe } from "../check.js";
import { findPublisher, type Publisher } from "./publisher.js";

/**
 * What {@link display} shows: a chart, an object that describes itself by
 * `Symbol.for("Jupyter.display")`, or a MIME bundle.
 */
export type Displayable = Chart | SelfDescribing | MimeBundle;

/** An object that describes itself to a Jupyter kernel. */
export interface SelfDescribing {
  [JUPYTER_DISPLAY](): MimeBundle | Promise<MimeBundle>;
}

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
