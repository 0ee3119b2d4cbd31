import { describe, expect, it, vi } from "vitest";
import { Chart, JUPYTER_DISPLAY } from "../../src/charts/chart.js";
import { messageOf } from "./rows.js";

// The package loads it from its build.
vi.mock("../../src/render/load.js", async () => {
  const renderer = await import("../../src/render/index.js");
  return { loadRenderer: () => renderer };
});

const spec = {
  data: { values: "x\n1", format: { type: "csv" } },
  mark: "point",
  encoding: { x: { field: "x" } },
};

describe("Chart", () => {
  it("shows itself in a kernel that asks for Jupyter.display, with the bundle of render()", async () => {
    const chart = new Chart(spec, "One point.");
    expect(JUPYTER_DISPLAY).toBe(Symbol.for("Jupyter.display"));
    const bundle: unknown = await Reflect.get(chart, JUPYTER_DISPLAY).call(chart);
    expect(bundle).toEqual((await chart.render()).data);
    expect(bundle).toMatchObject({
      "application/vnd.vegalite.v5+json": spec,
      "text/plain": "One point.",
    });
  });

  it("says the size at which its PNG, twice as large, is shown", async () => {
    const { data, metadata } = await new Chart(spec, "One point.").render();
    const png = Buffer.from(String(data["image/png"]), "base64");
    const shown = metadata["image/png"];
    expect(shown).toEqual({
      width: png.readUInt32BE(16) / 2,
      height: png.readUInt32BE(20) / 2,
      alt: "One point.",
    });
  });

  it("is described by its sentence, without changing what was given", () => {
    expect(new Chart(spec, "One point.").spec).toEqual({ ...spec, description: "One point." });
    expect(spec).not.toHaveProperty("description");
    expect(new Chart({ ...spec, description: "old" }, "new").spec.description).toBe("new");
    expect(new Chart(spec, "").spec).toEqual(spec);
  });

  it.each([
    [null, "a", "TypeError: Chart: expected a vega-lite specification, got null"],
    [[], "a", "TypeError: Chart: expected a vega-lite specification, got array of length 0"],
    [{}, 3, "TypeError: Chart: expected a sentence as text, got 3"],
  ])("rejects %j with text %j", (wrong, text, message) => {
    // @ts-expect-error a wrong kind of argument
    expect(messageOf(() => new Chart(wrong, text))).toBe(message);
  });
});
