import { Matrix } from "ml-matrix";
import { describe, expect, it } from "vitest";
import type { Chart } from "../../src/charts/chart.js";
import { language } from "../../src/charts/language.js";
import { signalChart } from "../../src/charts/signal.js";
import { article, sampleMatrix } from "./gallery.js";
import { messageOf, rowsWith, tables } from "./rows.js";

/** What the fields of a layer are called, and their columns. */
const words = {
  yIn: "yIn input, x₁, x₂",
  u: "u total input, u₁, u₂",
  yOut: "yOut forward signal, y₁, y₂",
  yB: "yB reverse signal, y₁, y₂",
  delta: "delta error δ, u₁, u₂",
  yBack: "yBack reverse signal, x₁, x₂",
};

const titles = ({ spec }: Chart): string[] =>
  (spec.concat as { title: { text: string } }[]).map(({ title }) => title.text);

describe("signalChart", () => {
  it("draws a bar for each element, grouped by neuron, with the number of its sample", () => {
    const bars = rowsWith(signalChart({ delta: article.delta }), "length");
    expect(bars.map(({ column, sample, value }) => `${column} ${sample} ${value}`)).toEqual([
      "u₁ ① 0.024727",
      "u₁ ② 0.049768",
      "u₂ ① 0.047909",
      "u₂ ② 0.02451",
      "u₃ ① 0.074985",
      "u₃ ② 0.024998",
    ]);
  });

  it("names the fields of a layer, neurons by u and y, inputs by x", () => {
    const two = new Matrix([[0.5, 0.25]]);
    const named = Object.entries(words).map(([key]) => {
      const chart = signalChart({ [key]: two });
      const [{ title }] = chart.spec.concat as [{ title: { text: string } }];
      return [title.text, ...rowsWith(chart, "length").map(({ column }) => column)].join(", ");
    });
    expect(named).toEqual(Object.values(words));
    expect(rowsWith(signalChart({ y: two }), "length").map(({ column }) => column)).toEqual([
      "1",
      "2",
    ]);
  });

  it("names the pseudo-signal of an input 1, in bars and in heat maps", () => {
    const columns = (yIn: Matrix): (string | undefined)[] => {
      const { spec } = signalChart({ yIn });
      const names = tables(spec)[0]?.map(({ column }) => column);
      return [...new Set(names)];
    };
    expect(
      columns(
        new Matrix([
          [3, 2, 1],
          [2, 1, 1],
        ]),
      ),
    ).toEqual(["x₁", "x₂", "1"]);
    expect(
      columns(
        new Matrix([
          [3, 2, 1],
          [2, 1, 2],
        ]),
      ),
    ).toEqual(["x₁", "x₂", "x₃"]);
    const many = Matrix.ones(9, 12);
    many.set(0, 0, 2);
    expect(columns(many).at(-1)).toBe("1");
  });

  it("has one scale for all panels: a bar half as long is half the number", () => {
    const chart = signalChart({ yB: new Matrix([[2, -1]]), delta: new Matrix([[0.5, 0.25]]) });
    const [first, second] = tables(chart.spec).filter(([row]) => row && "length" in row);
    expect(first?.map(({ length }) => Number(length))).toEqual([1, -0.5]);
    expect(second?.map(({ length }) => Number(length))).toEqual([0.25, 0.125]);
    const scales = [
      ...JSON.stringify(chart.spec).matchAll(/"field":"length".*?"domain":\[(.*?)\]/g),
    ];
    expect(new Set(scales.map(([, domain]) => domain)).size).toBe(1);
    expect(JSON.stringify(chart.spec)).not.toContain("×");
  });

  it("magnifies a panel of less than a tenth by a power of ten, which it prints", () => {
    const chart = signalChart({ yB: new Matrix([[2]]), yBack: new Matrix([[0.0125]]) });
    const [, small] = tables(chart.spec).filter(([row]) => row && "length" in row);
    // 160 times less: drawn 100 times larger.
    expect(Number(small?.[0]?.length)).toBeCloseTo(1 / 1.6, 4);
    expect(titles(chart)).toEqual(["yB reverse signal", "yBack reverse signal × 100"]);
    const odd = signalChart({
      a: new Matrix([[1.7e308]]),
      b: new Matrix([[3e-320]]),
      c: new Matrix([[0]]),
    });
    expect(titles(odd)[1]).toMatch(/^b \/ 1e-320 × 1e627$/);
    expect(titles(odd)[2]).toBe("c");
  });

  it("strengthens the colours of a weaker heat map, and prints by how much", () => {
    const y = sampleMatrix(9, 12);
    const chart = signalChart({ y, δ: Matrix.mul(y, 0.03) });
    expect(titles(chart)).toEqual(["y", "δ × 20"]);
    const ends = [...JSON.stringify(chart.spec).matchAll(/"domain":\[(-[\d.]+),0/g)].map(
      ([, end]) => Number(end),
    );
    expect((ends[0] ?? 0) / (ends[1] ?? 0)).toBeCloseTo(20, 3);
  });

  it("takes pairs, with a name in each language", () => {
    const y = new Matrix([[1]]);
    const pairs = () =>
      signalChart([
        ["delta", y],
        [{ en: "own", ja: "独自" }, y],
      ]);
    expect(titles(pairs())).toEqual(["delta error δ", "own"]);
    language("ja");
    const japanese = pairs();
    language("en");
    expect(titles(japanese)).toEqual(["誤差 δ（delta）", "独自"]);
    expect(japanese.text).toBe(
      "信号（サンプル×列）。誤差 δ（delta）（1×1）：サンプル1はu₁ 1。独自（1×1）：サンプル1は1。",
    );
  });

  it("has a panel for each signal, with its name as title", () => {
    const { concat } = signalChart({ y: article.yOut, δ: article.delta }).spec;
    expect(concat).toMatchObject([{ title: { text: "y" } }, { title: { text: "δ" } }]);
  });

  it("draws larger signals as heat maps, samples by units", () => {
    const chart = signalChart({ y: sampleMatrix(9, 3), δ: article.delta });
    const [y, delta] = tables(chart.spec);
    expect(y).toHaveLength(27);
    expect(delta?.map(({ row, column }) => `${row} ${column}`)).toEqual([
      "1 1",
      "1 2",
      "1 3",
      "2 1",
      "2 2",
      "2 3",
    ]);
  });

  it("says the size and each value of a small signal, of others the range, and how many values are not finite", () => {
    const y = new Matrix([[1, Number.NaN]]);
    expect(signalChart({ y, δ: article.delta }).text).toBe(
      "Signals, samples x columns; y (1x2): sample 1: 1, not finite; δ (2x3): " +
        "sample 1: 0.02473, 0.04791, 0.07499; sample 2: 0.04977, 0.02451, 0.025. One value is not finite.",
    );
    expect(signalChart({ y: new Matrix([[Number.NaN]]) }).text).toBe(
      "Signals, samples x columns; y (1x1): sample 1: not finite. One value is not finite.",
    );
    expect(signalChart({ u: sampleMatrix(9, 3) }).text).toBe(
      "Signals, samples x columns; u total input (9x3) between -0.99999 and 0.99061.",
    );
  });

  it.each([
    [undefined, "TypeError: signalChart: expected an object of matrices, got undefined"],
    [{}, "RangeError: signalChart: expected a signal, got none"],
    [
      [["y"]],
      "TypeError: signalChart: expected signals[0] to be a name and a matrix, got array of length 1",
    ],
    [
      [[3, new Matrix([[1]])]],
      "TypeError: signalChart: expected the name of signals[0] to be a string, or { en, ja } of strings, got 3",
    ],
    [{ y: [1] }, 'TypeError: signalChart: expected "y" to be a Matrix, got array of length 1'],
    [
      { y: new Matrix(0, 1) },
      'RangeError: signalChart: expected "y" to have a row and a column or more, got a 0x1 matrix',
    ],
  ])("rejects %j", (signals, message) => {
    // @ts-expect-error a wrong kind of argument
    expect(messageOf(() => signalChart(signals))).toBe(message);
  });
});
