import { Matrix } from "ml-matrix";
import { describe, expect, it } from "vitest";
import type { Chart } from "../../src/charts/chart.js";
import { confusionChart } from "../../src/charts/confusion.js";
import { decisionChart } from "../../src/charts/decision.js";
import { imageChart } from "../../src/charts/image.js";
import { layerChart } from "../../src/charts/layer.js";
import { regions } from "../../src/charts/regions.js";
import { signalChart } from "../../src/charts/signal.js";
import { weightChart } from "../../src/charts/weight.js";
import { weightChangeChart } from "../../src/charts/weight-change.js";
import type { Pixels } from "../render/png.js";
import { count, drawn, isColoured } from "./drawn.js";
import { sampleMatrix } from "./gallery.js";
import { mixed } from "./lab.js";
import { rowsWith, tables } from "./rows.js";

const COLUMNS = [1, 10, 37, 38, 50, 51, 76, 100, 785, 2049];

/** Pixels of the picture for one of the screen. */
const SCALE = 2;

/** The colours of the scale: blue, nearly white, orange. */
const [NEGATIVE, ZERO, POSITIVE] = [0x2a84d2, 0xf7f7f7, 0xd95f02];

/** The colour of shares. */
const SHARE = 0x1d9169;

const channels = (colour: number): number[] => [colour >> 16, (colour >> 8) & 255, colour & 255];

/** The colour of a number from -1 to 1: even steps to the eye. */
function expectedColour(value: number): number[] {
  const end = channels(value < 0 ? NEGATIVE : POSITIVE);
  return mixed(channels(ZERO), end, Math.abs(value));
}

/** The rows and columns of the first matrix that a chart shows, and the side of a cell in pixels of the screen. */
function gridOf(chart: Chart): { rows: number; columns: number; width: number; height: number } {
  const cells = rowsWith(chart, "row");
  const rows = new Set(cells.map(({ row }) => row)).size;
  const columns = new Set(cells.map(({ column }) => column)).size;
  const { concat, hconcat } = chart.spec;
  const panel = ([concat, hconcat].flat().find((each) => each) ?? chart.spec) as Chart["spec"];
  return {
    rows,
    columns,
    width: Number(panel.width) / columns,
    height: Number(panel.height) / rows,
  };
}

/** The first pixel of the cells of a picture in which all are of one colour. */
function firstCell({ width, height, at }: Pixels, colour: number): { left: number; top: number } {
  // In a legend it is not the colour of so many pixels side by side and one below the other.
  const isInside = (x: number, y: number): boolean =>
    [0, 3, 6].every((d) => at(x + d, y) === colour && at(x, y + d) === colour);
  for (let y = 0; y < height - 6; y++)
    for (let x = 0; x < width - 6; x++) if (isInside(x, y)) return { left: x, top: y };
  throw new Error("no cell is seen");
}

const makers: readonly [name: string, make: (w: Matrix) => Chart, panels: number][] = [
  ["weightChart", (w) => weightChart(w), 1],
  ["signalChart", (w) => signalChart({ y: w }), 1],
  ["signalChart of three", (w) => signalChart({ a: w, b: w, c: w }), 3],
  ["weightChangeChart", (w) => weightChangeChart(Matrix.zeros(w.rows, w.columns), w), 2],
];

describe.each(makers)("%s at real sizes", { timeout: 120_000 }, (name, make, panels) => {
  const sizes = [...COLUMNS.map((columns) => [32, columns]), [100, 5], [785, 32], [2049, 2049]];

  it.each(sizes)("fills cells of 4 pixels or more, of %i x %i", async (rows, columns) => {
    const chart = make(Matrix.ones(rows, columns));
    const grid = gridOf(chart);
    expect(Math.min(grid.width, grid.height)).toBeGreaterThanOrEqual(4);
    const { pixels, words } = await drawn(chart);
    expect(words).toEqual([]);
    const area = grid.rows * grid.columns * grid.width * grid.height * SCALE ** 2;
    const filled = count(pixels, (colour) => colour === POSITIVE) / panels;
    // White lines part larger cells: a pixel of at least 12, in both directions.
    expect(filled / area).toBeGreaterThan((11 / 12) ** 2 - 0.01);
    if (Math.min(grid.width, grid.height) < 12) expect(filled / area).toBeGreaterThan(0.999);
  });

  it.each(sizes)("shows as many as it says, of %i x %i", (rows, columns) => {
    const chart = make(Matrix.ones(rows, columns));
    const grid = gridOf(chart);
    for (const [what, all, shown] of [
      ["rows", rows, grid.rows],
      ["columns", columns, grid.columns],
    ] as const) {
      const words = `${shown} of ${all} ${what}`;
      const title = JSON.stringify(chart.spec.title);
      expect([title.includes(words), chart.text.includes(words)]).toEqual([
        shown < all,
        shown < all,
      ]);
    }
    expect(JSON.stringify(chart.spec).length).toBeLessThan(260_000);
  });

  it.each(name.includes("three") || panels === 2 ? [] : sizes)(
    "has in each cell the colour of its number, of %i x %i",
    async (rows, columns) => {
      const w = sampleMatrix(rows, columns);
      // The same scale of colours for all sizes.
      w.set(0, 0, 1);
      const chart = make(w);
      const grid = gridOf(chart);
      const { left, top } = firstCell(
        (await drawn(make(Matrix.ones(rows, columns)))).pixels,
        POSITIVE,
      );
      const { pixels } = await drawn(chart);
      const far = rowsWith(chart, "row").map(({ value }, i) => {
        const [row, column] = [Math.floor(i / grid.columns), i % grid.columns];
        const x = left + Math.floor((column + 0.5) * grid.width * SCALE);
        const y = top + Math.floor((row + 0.5) * grid.height * SCALE);
        const wanted = expectedColour(Number(value));
        return Math.max(...channels(pixels.at(x, y)).map((c, k) => Math.abs(c - (wanted[k] ?? 0))));
      });
      // The picture has 256 colours.
      expect(Math.max(...far)).toBeLessThanOrEqual(8);
      expect(far.reduce((a, b) => a + b) / far.length).toBeLessThan(3);
    },
  );
});

describe("what a thinned chart shows", () => {
  it("is the element that its row and column name", () => {
    const w = new Matrix(
      Array.from({ length: 300 }, (_, i) => Array.from({ length: 785 }, (_, j) => i + j / 1000)),
    );
    const cells = rowsWith(signalChart({ y: w }), "row");
    expect(cells.at(0)).toMatchObject({ row: "1", column: "1", value: "0" });
    expect(cells.at(-1)).toMatchObject({ row: "300", column: "785" });
    for (const { row, column, value } of cells) {
      const element = Number(row) - 1 + (Number(column) - 1) / 1000;
      expect(Number(value)).toBeCloseTo(element, element < 10 ? 3 : 1);
    }
  });

  it("is looked at alone: no other element is read", () => {
    class Watched extends Matrix {
      reads = 0;
      override get(row: number, column: number): number {
        this.reads++;
        return super.get(row, column);
      }
      override to1DArray(): number[] {
        throw new Error("all elements are read");
      }
      override to2DArray(): number[][] {
        throw new Error("all elements are read");
      }
    }
    for (const chart of [weightChart, layerChart, (w: Matrix) => signalChart({ w })]) {
      const w = new Watched(1000, 2049);
      chart(w);
      expect(w.reads).toBeLessThanOrEqual(6400);
    }
    const [before, after] = [new Watched(1000, 2049), new Watched(1000, 2049)];
    weightChangeChart(before, after);
    expect(before.reads + after.reads).toBeLessThanOrEqual(2 * 6400);
  });
});

describe("layerChart of many nodes", { timeout: 120_000 }, () => {
  it.each([1, 10, 50, 100, 785, 2049])("is seen, of %i columns", async (columns) => {
    for (const rows of [1, 32, 2049]) {
      const chart = layerChart(sampleMatrix(rows, columns));
      const { pixels, words } = await drawn(chart);
      expect(words).toEqual([]);
      expect(count(pixels, isColoured)).toBeGreaterThan(300);
    }
  });
});

describe("confusionChart of many classes", { timeout: 120_000 }, () => {
  it.each([1, 10, 50, 76, 100, 101, 785, 2049])(
    "has its diagonal in one colour, of %i",
    async (n) => {
      const chart = confusionChart(Matrix.eye(n, n).mul(5));
      const { pixels, words } = await drawn(chart);
      expect(words).toEqual([]);
      const groups = Math.ceil(n / Math.ceil(n / 100));
      const side = Number(chart.spec.width) / groups;
      expect(side).toBeGreaterThanOrEqual(4);
      const filled = count(pixels, (colour) => colour === SHARE);
      expect(filled / (groups * (side * SCALE) ** 2)).toBeGreaterThan(0.7);
      expect(filled / (groups * (side * SCALE) ** 2)).toBeLessThanOrEqual(1);
      expect(chart.text).toContain(`${n} class${n === 1 ? "" : "es"}: accuracy 100%`);
    },
  );

  it("counts neighbours together, and says so; accuracy and errors are of the classes", () => {
    const counts = Matrix.eye(205, 205).mul(10);
    // Within a row of three, and between two rows.
    counts.set(0, 1, 2);
    counts.set(3, 0, 1);
    const chart = confusionChart(counts);
    expect(rowsWith(chart, "true").slice(0, 3)).toEqual([
      { true: "0–2", predicted: "0–2", count: "32", share: "1" },
      { true: "3–5", predicted: "0–2", count: "1", share: "0.032258" },
      { true: "3–5", predicted: "3–5", count: "30", share: "0.96774" },
    ]);
    expect(rowsWith(chart, "true").at(-1)).toMatchObject({ true: "204", count: "10" });
    expect(chart.text).toBe(
      "Confusion matrix of 205 classes: accuracy 99.9% (2050 of 2053); most often 0 is taken for 1, 2 times.",
    );
    expect(JSON.stringify(chart.spec.title)).toContain("row, column: 3 of 205 classes together");
  });

  it("has cells of 4 pixels also where less is asked for", () => {
    const { spec } = confusionChart(Matrix.eye(100, 100), undefined, { width: 40, height: 50 });
    expect(spec).toMatchObject({ width: 400, height: 400 });
  });
});

describe("imageChart of large images", { timeout: 120_000 }, () => {
  const halves = (rows: number, columns: number): Matrix =>
    new Matrix(
      Array.from({ length: rows }, () =>
        Array.from({ length: columns }, (_, j) => (2 * j < columns ? 1 : 0)),
      ),
    );

  it.each([1, 10, 50, 76, 100, 600, 601, 785, 2049])("is half black, of %i columns", async (n) => {
    for (const rows of [8, n]) {
      const chart = imageChart([halves(rows, n)]);
      const { pixels, words } = await drawn(chart);
      expect(words).toEqual([]);
      expect(pixels.width).toBeLessThan(2 * 660);
      const area = Number(chart.spec.width) * Number(chart.spec.height) * SCALE ** 2;
      const isBlack = (colour: number): boolean => colour === 0;
      // The letters of the title are black as well.
      const letters = count((await drawn(imageChart([Matrix.zeros(rows, n)]))).pixels, isBlack);
      const share = (count(pixels, isBlack) - letters) / area;
      // A thin grey line is around the image.
      expect(share).toBeGreaterThan(n === 1 ? 0.8 : 0.35);
      expect(share).toBeLessThan(n === 1 ? 1 : 0.55);
    }
  });

  it("has the mean grey of its numbers", async () => {
    const noise = sampleMatrix(1000, 785).mul(0.25).add(0.5);
    const chart = imageChart([noise], { pixel: 1 });
    expect(JSON.stringify(chart.spec).length).toBeLessThan(300_000);
    const { width, height, at } = (await drawn(chart)).pixels;
    let [sum, n] = [0, 0];
    for (let y = Math.floor(height / 3); y < height - 40; y++) {
      for (let x = 40; x < Math.floor(width / 2); x++) {
        sum += at(x, y) & 255;
        n++;
      }
    }
    // White is 0, black the greatest mean that is drawn; the mean of the numbers is 0.5.
    const most = Number(/ and ([\d.]+)\.$/.exec(chart.text)?.[1]);
    const grey = mixed([255, 255, 255], [0, 0, 0], 0.5 / most)[0] ?? 0;
    expect(Math.abs(sum / n - grey)).toBeLessThan(6);
  });
});

describe("decisionChart of many cells", { timeout: 120_000 }, () => {
  it.each([2, 10, 50, 76, 100])("is covered by two colours, of %i steps", async (steps) => {
    const frame = regions((x) => x.to2DArray().map(([a = 0]) => (a > 0 ? 1 : 0)), {
      ...{ xMin: -1, xMax: 1, yMin: -1, yMax: 1, steps },
    });
    for (const options of [{}, { width: 40 }]) {
      const chart = decisionChart(new Matrix([[0.5, 0]]), [1], frame, options);
      const side = Number(chart.spec.width) / steps;
      expect(side).toBeGreaterThanOrEqual(4);
      const { pixels, words } = await drawn(chart);
      expect(words).toEqual([]);
      const coloured = count(pixels, isColoured) / (Number(chart.spec.width) * SCALE) ** 2;
      expect(coloured).toBeGreaterThan(0.9);
    }
  });

  it("draws some of many points, and says how many", async () => {
    const frame = regions((x) => x.to2DArray().map(() => 0), {
      ...{ xMin: -1, xMax: 1, yMin: -1, yMax: 1, steps: 4 },
    });
    const points = sampleMatrix(20_490, 2);
    const chart = decisionChart(points, Array<number>(20_490).fill(0), frame);
    expect(chart.text).toContain("with 1000 of 20490 points");
    expect(tables(chart.spec).map((rows) => rows.length)).toContain(1000);
  });
});
