import { describe, expect, it } from "vitest";
import { activationChart } from "../../src/charts/activation.js";
import { toSvg } from "../../src/render/svg.js";
import { ReLU, Sigmoid } from "./gallery.js";
import { messageOf, rowsWith, tables } from "./rows.js";

/** A class of a function given, as a reader may write it. */
const of = (f: (x: number) => number, name = "F") =>
  Object.defineProperty(
    class {
      readonly y: number;
      readonly dy = 0;
      constructor(x: number) {
        this.y = f(x);
      }
    },
    "name",
    { value: name },
  );

describe("activationChart", () => {
  it("samples y and dy/dx from -6 to 6", () => {
    const rows = rowsWith(activationChart(Sigmoid), "series");
    const y = rows.filter(({ series }) => series === "y");
    expect(y).toHaveLength(121);
    expect([y[0]?.x, y[120]?.x]).toEqual(["-6", "6"]);
    // sigmoid(1) and its derivative, from the article.
    expect(rows.filter(({ x }) => x === "1")).toEqual([
      { series: "y", x: "1", y: "0.73106" },
      { series: "dy/dx", x: "1", y: "0.19661" },
    ]);
  });

  it("interrupts a line at a jump, with an open dot at the limit and a filled one at the value", () => {
    const chart = activationChart(ReLU);
    const [curves, limits, values] = tables(chart.spec);
    const at0 = curves?.filter(({ series, x }) => series === "dy/dx" && x === "0");
    expect(at0?.map(({ y }) => y)).toEqual(["0", "0", "", "1"]);
    expect(limits).toEqual([{ series: "dy/dx", x: "0", y: "1" }]);
    expect(values).toEqual([{ series: "dy/dx", x: "0", y: "0" }]);
    expect(chart.text).toBe(
      "Curves from x = -6 to 6. ReLU: y rises from 0 to 6, dy/dx rises from 0 to 1; dy/dx jumps at x = 0.",
    );
  });

  it("marks the point at x, and says its values", () => {
    const chart = activationChart(Sigmoid, { at: 1 });
    expect(tables(chart.spec).at(-1)).toEqual([
      { series: "y", x: "1", y: "0.73106" },
      { series: "dy/dx", x: "1", y: "0.19661" },
    ]);
    expect(chart.text).toContain("at x = 1: y = 0.73106, dy/dx = 0.19661");
  });

  it("leaves a gap where a value is not finite", () => {
    const chart = activationChart(of(Math.log), { from: -1, to: 1 });
    const y = rowsWith(chart, "series").filter(({ series }) => series === "y");
    expect(y.filter((row) => row.y === "").map(({ x }) => Number(x) <= 0)).toEqual(
      Array(61).fill(true),
    );
  });

  it("draws several functions in two panels, one for y and one for dy/dx", () => {
    const { spec } = activationChart([Sigmoid, ReLU]);
    expect(spec.hconcat).toHaveLength(2);
    const names = tables(spec).map((rows) => [...new Set(rows.map(({ series }) => series))]);
    expect(names.slice(0, 2)).toEqual([
      ["Sigmoid", "ReLU"],
      ["Sigmoid", "ReLU"],
    ]);
  });

  it("says of a constant its value, and whether no value is finite", () => {
    expect(activationChart(of(() => 1, "One")).text).toBe(
      "Curves from x = -6 to 6. One: y is 1, dy/dx is 0.",
    );
    expect(activationChart(of(() => Number.NaN, "None")).text).toBe(
      "Curves from x = -6 to 6. None: y has no finite value, dy/dx is 0.",
    );
  });

  it("says how each curve goes, and where it is greatest", () => {
    const chart = (f: (x: number) => number) => activationChart(of(f), { from: -1, to: 3 }).text;
    expect(chart((x) => 2 - x)).toContain("F: y falls from 3 to -1, dy/dx is 0.");
    expect(chart((x) => 1 - (x - 1) ** 2)).toContain("y between -3 and 1, greatest at x = 1,");
    expect(chart((x) => (x - 1) ** 2)).toContain("y between 0 and 4,");
    expect(chart((x) => Math.sin(Math.PI * x))).toContain("y between -1 and 1,");
  });

  it("draws y in the colour of its function, in any company, and dy/dx in another", () => {
    const range = (activation: Parameters<typeof activationChart>[0]): string[] =>
      JSON.parse(
        /"range":(\["#[^\]]*\])/.exec(JSON.stringify(activationChart(activation).spec))?.[1] ?? "",
      );
    const [relu] = range(ReLU);
    expect(range([Sigmoid, ReLU])).toEqual([range(Sigmoid)[0], relu]);
    expect(range([ReLU, Sigmoid])[0]).toBe(relu);
    expect(range(ReLU)[1]).toBe(range(Sigmoid)[1]);
    expect(new Set([...range(ReLU), ...range(Sigmoid)]).size).toBe(3);
  });

  it("has the titles of its two panels at one height", async () => {
    const { spec } = activationChart([of((x) => Math.log1p(Math.exp(x))), Sigmoid], { to: 6.5 });
    const svg = await toSvg(spec);
    const heights = ["y", "dy/dx"].map((title) => {
      const [, y] =
        new RegExp(`translate\\([^,]*,([^)]*)\\)"[^>]*>${title}</text>`).exec(svg) ?? [];
      return y;
    });
    expect(heights[0]).toMatch(/^-\d+$/);
    expect(heights[1]).toBe(heights[0]);
  });

  it("draws 8 functions, each in a colour and dash of its own, and refuses more", () => {
    const eight = Array.from({ length: 8 }, (_, i) => of((x) => i * x));
    const ranges = [
      ...JSON.stringify(activationChart(eight).spec).matchAll(/"range":(\[.*?\])[,}]{2}/g),
    ];
    expect(ranges.length).toBeGreaterThan(0);
    for (const [, range] of ranges) {
      const looks: unknown[] = JSON.parse(range ?? "[]");
      expect(new Set(looks.map((look) => JSON.stringify(look))).size).toBe(8);
    }
    expect(messageOf(() => activationChart([...eight, ReLU]))).toBe(
      "RangeError: activationChart: expected at most 8 activations, got 9",
    );
  });

  it("numbers classes of one name, so that each has a curve of its own", () => {
    const classes = [
      of(Math.tanh, "Tanh"),
      of(Math.sin, "Tanh"),
      of(Math.cos, ""),
      of(Math.exp, ""),
    ];
    const chart = activationChart([...classes, of(Math.abs, "Tanh (2)")]);
    const [y] = tables(chart.spec);
    const names = ["Tanh", "Tanh (2)", "f", "f (2)", "Tanh (2) (2)"];
    expect([...new Set(y?.map(({ series }) => series))]).toEqual(names);
    expect(JSON.stringify(chart.spec)).toContain(`"domain":${JSON.stringify(names)}`);
    expect(chart.text).toContain("Tanh (2): y between -0.99992 and 0.99992");
  });

  it("takes a bound class, as a layer does", () => {
    expect(activationChart(Sigmoid.bind(null)).text).toContain("bound Sigmoid: y rises from 0.002");
  });

  it("calls a class without a name f", () => {
    expect(activationChart(of(Math.tanh, "")).text).toContain(
      "f: y rises from -0.99999 to 0.99999",
    );
  });

  it.each([
    [
      "a number",
      3,
      "TypeError: activationChart: expected an activation class, or an array of them, got 3",
    ],
    [
      "an arrow function",
      Math.abs,
      "TypeError: activationChart: expected an activation class, or an array of them, got function abs",
    ],
    [
      "a generator function",
      function* g() {},
      "TypeError: activationChart: expected an activation class, or an array of them, got function g",
    ],
    [
      "a class without dy",
      class A {
        y = 1;
      },
      "TypeError: activationChart: expected numbers y and dy of new A(-6), or 1x1 matrices of new A(a 1x1 matrix), got of the number 1 and undefined, of the matrix 1 and undefined",
    ],
    ["no class", [], "RangeError: activationChart: expected an activation, got none"],
  ])("rejects %s", (_, activation, message) => {
    // @ts-expect-error a wrong kind of argument
    expect(messageOf(() => activationChart(activation))).toBe(message);
  });

  it.each([
    [{ from: 2, to: 2 }, "RangeError: activationChart: expected from < to, got from 2 and to 2"],
    [{ to: "6" }, 'TypeError: activationChart: expected to to be a number, got "6" (string)'],
    [{ at: null }, "TypeError: activationChart: expected at to be a number, got null"],
    [{ at: 7 }, "RangeError: activationChart: expected at between -6 and 6, got 7"],
    [{ to: Number.NaN }, "RangeError: activationChart: expected a finite to, got NaN"],
  ])("rejects %j", (options, message) => {
    // @ts-expect-error some are of a wrong kind
    expect(messageOf(() => activationChart(ReLU, options))).toBe(message);
  });
});
