import { Matrix, MatrixTransposeView } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { imageChart } from "../../src/charts/image.js";
import { blockMeans } from "../../src/charts/image-blocks.js";
import { sampleDigits } from "./digits.js";
import { sampleMatrix } from "./gallery.js";
import { messageOf, rowsWith } from "./rows.js";

const texts = (...args: Parameters<typeof imageChart>): (string | undefined)[] =>
  rowsWith(imageChart(...args), "rows").map(({ rows }) => rows);

describe("imageChart", () => {
  it("takes each row of a matrix as an image, its pixels in rows from the top", () => {
    // 33 levels: a is 0, G is 32.
    expect(texts(new Matrix([[0, 0, 16, 8]]))).toEqual(["1:2a/1:G q"]);
    expect(texts(new Matrix([[0, 1, 2, 2, 2, 0]]), { width: 3 })).toEqual(["1:a q G/1:2G a"]);
  });

  it("takes matrices as images, and views of them", () => {
    const image = new Matrix([
      [0, 2],
      [1, 2],
    ]);
    expect(texts([image, image])).toEqual(["1:a G/1:q G", "1:a G/1:q G"]);
    expect(texts([new MatrixTransposeView(image)])).toEqual(["1:a q/1:2G"]);
  });

  it("has one scale for all images, centred on 0 where a value is negative", () => {
    // 41 levels: a is the most negative, u is 0, O the most positive.
    expect(texts(new Matrix([[-2], [0], [1], [2]]))).toEqual(["1:a", "1:u", "1:E", "1:O"]);
    expect(texts(new Matrix([[0], [1]]), { colours: "diverging" })).toEqual(["1:u", "1:O"]);
  });

  it("is the same for weights that differ in their last bits, as two ways to multiply leave them", () => {
    const spec = (most: number) => imageChart(new Matrix([[-1], [most]])).spec;
    expect(spec(2.1821459 + 4e-16)).toEqual(spec(2.1821459));
  });

  it("leaves out what is not finite, and says so", () => {
    const chart = imageChart(new Matrix([[1, Number.NaN, 0, Number.POSITIVE_INFINITY]]));
    expect(rowsWith(chart, "rows")[0]?.rows).toBe("1:G -/1:a -");
    expect(chart.text).toBe(
      "Pictures: 1 image of 2 x 2 pixels; values between 0 and 1. 2 values are not finite.",
    );
    expect(texts(new Matrix([[0]]))).toEqual(["1:a"]);
  });

  it("writes captions", () => {
    const rows = rowsWith(imageChart(sampleDigits(2), { captions: [7, "七"] }), "caption");
    expect(rows.map(({ caption }) => caption)).toEqual(["7", "七"]);
  });

  it("shows the first of many images, and says so", () => {
    const chart = imageChart(sampleDigits(1000));
    expect(rowsWith(chart, "rows")).toHaveLength(400);
    expect(chart.text).toContain("1000 images of 8 x 8 pixels, the first 400 of 1000;");
    expect(chart.spec.title).toMatchObject({
      subtitle: "the first 400 of 1000; white: 0, black: 16",
    });
  });

  it("stays small", () => {
    const size = (matrix: Matrix) => JSON.stringify(imageChart(matrix).spec).length;
    expect(size(sampleDigits(1000))).toBeLessThan(80_000);
    expect(size(sampleMatrix(400, 784))).toBeLessThan(200_000);
  });

  const one = new Matrix([[1]]);
  it.each([
    [[3], "TypeError: imageChart: expected a Matrix or an array of them, got 3"],
    [[[]], "RangeError: imageChart: expected an image or more, got none"],
    [[[1]], "TypeError: imageChart: expected images[0] to be a Matrix, got 1"],
    [
      [new Matrix(0, 4)],
      "RangeError: imageChart: expected images to have a row and a column or more, got a 0x4 matrix",
    ],
    [
      [new Matrix(1, 785)],
      "RangeError: imageChart: expected a width, since 785 pixels are no square (weights without their bias are w2), got none",
    ],
    [
      [new Matrix(1, 6), { width: 4 }],
      "RangeError: imageChart: expected a width that divides rows of 6 pixels, got 4",
    ],
    [
      [[one, new Matrix(2, 1)]],
      "RangeError: imageChart: expected all images to be 1x1 matrices, got a 2x1 matrix",
    ],
    [
      [[one], { width: 2 }],
      "RangeError: imageChart: expected all images to be 1x2 matrices, got a 1x1 matrix",
    ],
    [
      [one, { captions: "1" }],
      'TypeError: imageChart: expected captions to be an array, got "1" (string)',
    ],
    [[one, { captions: [1, 2] }], "RangeError: imageChart: expected 1 captions, got 2"],
    [
      [one, { colours: "red" }],
      'RangeError: imageChart: expected colours to be "grey" or "diverging", got "red" (string)',
    ],
    [
      [new Matrix([[-1]]), { colours: "grey" }],
      "RangeError: imageChart: expected values >= 0 for colours in grey, got -1",
    ],
    [
      [one, { pixel: 0 }],
      "RangeError: imageChart: expected pixel to be an integer from 1 to 40, got 0",
    ],
    [
      [one, { columns: 0 }],
      "RangeError: imageChart: expected columns to be an integer >= 1, got 0",
    ],
  ])("rejects %j", (args, message) => {
    // @ts-expect-error wrong kinds of arguments
    expect(messageOf(() => imageChart(...args))).toBe(message);
  });

  it("draws means of blocks of an image of too many pixels that differ, and says so", () => {
    const noise = sampleMatrix(400, 400);
    const chart = imageChart([noise]);
    const words = "each pixel drawn is the mean of 2 x 2";
    expect(chart.text).toContain(`1 image of 400 x 400 pixels, ${words}; values between`);
    expect(JSON.stringify(chart.spec.title)).toContain(words);
    const square = [noise.get(0, 0), noise.get(0, 1), noise.get(1, 0), noise.get(1, 1)];
    const mean = square.reduce((a, b) => a + b) / 4;
    const drawn = imageChart([Matrix.ones(2000, 1), Matrix.zeros(2000, 1)]);
    expect(drawn.text).toContain("each pixel drawn is the mean of 1 x 4; values between 0 and 1.");
    expect(blockMeans(noise, { rows: 2, columns: 2 }).get(0, 0)).toBeCloseTo(mean, 12);
  });

  it("keeps a pixel that is not finite in a mean", () => {
    const image = Matrix.ones(800, 2);
    image.set(7, 1, Number.POSITIVE_INFINITY);
    expect(imageChart([image]).text).toMatch(/values is 1\. One value is not finite\.$/);
  });
});
