import { Matrix } from "ml-matrix";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Chart } from "../../src/charts/chart.js";
import { display } from "../../src/notebook/display.js";
import type { DisplayData } from "../../src/notebook/publisher.js";
import { runInTslab } from "./tslab.js";

// The package loads it from its build.
vi.mock("../../src/render/load.js", async () => {
  const renderer = await import("../../src/render/index.js");
  return { loadRenderer: () => renderer };
});

const hook = Symbol.for("middle-layer.display");
const spec = {
  $schema: "https://vega.github.io/schema/vega-lite/v5.json",
  data: { values: "x,y\n0,1\n1,2", format: { type: "csv" } },
  mark: "bar",
  encoding: { x: { field: "x" }, y: { field: "y", type: "quantitative" } },
};
const chart = new Chart(spec, "Two bars.");

/** Puts a fake kernel in place, as at the start of a cell, and gives what it is sent. */
function startCell(): { content: DisplayData; update: boolean }[] {
  const sent: { content: DisplayData; update: boolean }[] = [];
  Reflect.set(globalThis, hook, (content: DisplayData, update: boolean) =>
    sent.push({ content, update }),
  );
  return sent;
}

afterEach(() => {
  Reflect.deleteProperty(globalThis, hook);
  vi.restoreAllMocks();
});

describe("display in a kernel", () => {
  it("sends a chart as one message with vega-lite, PNG and text, and the PNG's size", async () => {
    const sent = startCell();
    await display(chart);
    expect(sent).toHaveLength(1);
    const { data, metadata, transient } = sent[0]?.content ?? {};
    expect(data).toEqual({
      "application/vnd.vegalite.v5+json": { ...spec, description: "Two bars." },
      "image/png": expect.stringMatching(/^iVBORw0KGgo/),
      "text/plain": "Two bars.",
    });
    expect(metadata).toEqual({
      "image/png": { width: expect.any(Number), height: expect.any(Number), alt: "Two bars." },
    });
    expect(transient).toEqual({});
    expect(sent[0]?.update).toBe(false);
  });

  it.each([
    ["at once", () => ({ "text/html": "<b>3</b>" })],
    ["by a promise", async () => ({ "text/html": "<b>3</b>" })],
  ])("shows an object that describes itself %s", async (_, describeItself) => {
    const sent = startCell();
    await display({ [Symbol.for("Jupyter.display")]: describeItself });
    expect(sent[0]?.content.data).toEqual({ "text/html": "<b>3</b>" });
  });

  it("sends a MIME bundle as it is", async () => {
    const sent = startCell();
    await display({ "text/markdown": "*a*", "text/plain": "a" });
    expect(sent[0]?.content).toEqual({
      data: { "text/markdown": "*a*", "text/plain": "a" },
      metadata: {},
      transient: {},
    });
  });

  it("replaces the output of the same id in the same cell", async () => {
    const sent = startCell();
    for (const text of ["first", "second"]) await display({ "text/plain": text }, { id: "a" });
    await display({ "text/plain": "other" }, { id: "b" });
    expect(sent.map(({ update }) => update)).toEqual([false, true, false]);
    expect(sent[1]?.content.transient).toEqual({ display_id: "a" });
  });

  it("shows an id anew when the cell runs again, since its old output is gone", async () => {
    startCell();
    await display({ "text/plain": "first run" }, { id: "a" });
    const sent = startCell();
    await display({ "text/plain": "second run" }, { id: "a" });
    expect(sent[0]?.update).toBe(false);
  });

  it.each([
    ["3", 3],
    ["null", null],
    ["Object object", {}],
    ["Object object", { text: "a" }],
    ['"<b>" (string)', "<b>"],
    ["20x20 matrix", new Matrix(20, 20)],
  ])("rejects %s with a TypeError and sends nothing", async (shown, x) => {
    const sent = startCell();
    // @ts-expect-error a wrong kind of argument
    await expect(display(x)).rejects.toThrow(
      new TypeError(
        `display: expected a chart, an object with Symbol.for("Jupyter.display") or a MIME bundle, got ${shown}`,
      ),
    );
    expect(sent).toEqual([]);
  });
});

describe("display outside a kernel", () => {
  it.each([
    ["a chart's sentence", chart, "Two bars."],
    ["a bundle's text", { "text/plain": "plain", "text/html": "<b>" }, "plain"],
    ["a bundle's types when it has no text", { "text/html": "<b>" }, "(text/html)"],
  ])("prints %s", async (_, x, text) => {
    const log = vi.spyOn(console, "log").mockImplementation(() => {});
    await display(x);
    expect(log.mock.calls).toEqual([[text]]);
  });
});

describe("display in stock tslab", () => {
  it("publishes one output with all types, and updates it in place", async () => {
    const [imported, shown, updated] = await runInTslab([
      'import { Chart, activationChart, display } from "middle-layer";',
      `class Square { y: number; dy: number; constructor(x: number) { this.y = x * x; this.dy = 2 * x; } }
       await display(activationChart(Square, { at: 1 }));`,
      `for (const text of ["first", "second"]) await display(new Chart(${JSON.stringify(spec)}, text), { id: "live" });`,
    ]);
    expect(imported).toEqual([]);
    expect(shown).toHaveLength(1);
    expect(shown?.[0]?.output_type).toBe("display_data");
    expect(Object.keys(shown?.[0]?.data ?? {}).sort()).toEqual([
      "application/vnd.vegalite.v5+json",
      "image/png",
      "text/plain",
    ]);
    expect(shown?.[0]?.metadata).toEqual({
      "image/png": {
        width: expect.any(Number),
        height: expect.any(Number),
        alt: shown?.[0]?.data?.["text/plain"],
      },
    });
    expect(updated).toHaveLength(1);
    expect(updated?.[0]?.data?.["text/plain"]).toBe("second");
  });
});
