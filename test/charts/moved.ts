import * as vega from "vega";
import { compile } from "vega-lite";
import type { Chart } from "../../src/charts/chart.js";

/** An item of vega's scene: a symbol, a rule, a text. */
export interface Item {
  readonly datum?: Readonly<Record<string, unknown>>;
  readonly [property: string]: unknown;
}

interface Mark {
  readonly marktype?: string;
  readonly role?: string;
  readonly name?: string;
  readonly items?: readonly (Item & Mark)[];
}

/** What is drawn of a chart whose sliders stand at given values. */
export interface Scene {
  /** All items of marks of the type, in the order in which they are drawn: not those of axes and legends. */
  marks(type: string): Item[];
  /** All lines of text, the title first or wherever vega draws it. */
  readonly texts: readonly string[];
}

/** Draws a chart as a front end does, without pixels, and sets its sliders. */
export async function moved(
  { spec }: Chart,
  sliders: Readonly<Record<string, unknown>> = {},
): Promise<Scene> {
  // @ts-expect-error a plain object
  const view = new vega.View(vega.parse(compile(spec).spec), { renderer: "none" });
  await view.runAsync();
  for (const [name, value] of Object.entries(sliders)) view.signal(name, value);
  await view.runAsync();
  const { root } = view.scenegraph() as unknown as { root: Mark };
  const all = marksIn(root);
  const scene = {
    marks: (type: string) =>
      all
        .filter(({ marktype, role }) => marktype === type && role === "mark")
        .flatMap(({ items = [] }) => [...items]),
    texts: all
      .filter(({ marktype }) => marktype === "text")
      .flatMap(({ items = [] }) => items.flatMap(({ text }) => [text].flat().map(String))),
  };
  view.finalize();
  return scene;
}

function marksIn(mark: Mark): Mark[] {
  const below = (mark.items ?? []).flatMap((item) => item.items ?? []) as readonly Mark[];
  return [mark, ...below.flatMap(marksIn)];
}
