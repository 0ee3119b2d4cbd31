import fc from "fast-check";
import { Matrix, MatrixTransposeView } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { Scaler, type ScalerJson, type ScalerOptions } from "../../src/index.js";
import { DATA } from "./fixture.js";

const METHODS = ["standard", "minMax"] as const;
const X = new Matrix([
  [1, 10],
  [3, 10],
]);

const matrices = fc
  .tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 4 }))
  .chain(([rows, columns]) => {
    const number = fc.oneof(
      fc.integer({ min: -9, max: 9 }),
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    );
    // What is smaller is no number once it is squared.
    const value = number.map((x) => (Math.abs(x) < 1e-100 ? 0 : x));
    return fc.array(fc.array(value, { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    });
  });

describe("Scaler", () => {
  test.each(DATA.scalers)(
    "$method: NumPy's shift, scale and values of $x",
    ({ method, x, shift, scale, other, transformed }) => {
      const scaler = new Scaler({ method });
      expect(scaler.fit(new Matrix(x))).toBe(scaler);
      expect(scaler.shift).toEqual(shift);
      expect(scaler.scale).toEqual(scale);
      expect(scaler.transform(new Matrix(other)).to2DArray()).toEqual(transformed);
    },
  );

  test.each(METHODS)("%s: inverse undoes transform", (method) => {
    fc.assert(
      fc.property(matrices, (rows) => {
        const x = new Matrix(rows);
        const scaler = new Scaler({ method }).fit(x);
        const back = scaler.inverse(scaler.transform(x));
        for (let j = 0; j < x.columns; j++) {
          const size = Math.max(...x.getColumn(j).map(Math.abs));
          for (let i = 0; i < x.rows; i++) {
            expect(Math.abs(back.get(i, j) - x.get(i, j))).toBeLessThanOrEqual(4e-16 * 4 * size);
          }
        }
      }),
    );
  });

  test("minMax brings what it was fitted to into 0 … 1, and reaches both", () => {
    fc.assert(
      fc.property(matrices, (rows) => {
        const x = new Matrix(rows);
        const z = new Scaler({ method: "minMax" }).fit(x).transform(x);
        for (let j = 0; j < x.columns; j++) {
          const column = z.getColumn(j);
          const isConstant = new Set(x.getColumn(j).map((value) => value + 0)).size === 1;
          expect(Math.min(...column)).toBe(0);
          expect(Math.max(...column)).toBe(isConstant ? 0 : 1);
        }
      }),
    );
  });

  test.each(METHODS)(
    "%s: a column of one value becomes 0, though its mean is rounded",
    (method) => {
      const x = new Matrix(Array.from({ length: 10 }, () => [0.1, -7]));
      const scaler = new Scaler({ method }).fit(x);
      expect([scaler.shift, scaler.scale]).toEqual([
        [0.1, -7],
        [1, 1],
      ]);
      expect(scaler.transform(x).to1DArray()).toEqual(new Array(20).fill(0));
      expect(scaler.transform(new Matrix([[1.1, -5]])).getRow(0)[1]).toBe(2);
    },
  );

  test.each(METHODS)("%s: answers the same after JSON", (method) => {
    fc.assert(
      fc.property(matrices, (rows) => {
        const x = new Matrix(rows);
        const scaler = new Scaler({ method }).fit(x);
        const again = Scaler.fromJSON(JSON.parse(JSON.stringify(scaler)) as ScalerJson);
        expect(again.toJSON()).toEqual(scaler.toJSON());
        expect(again.transform(x)).toEqual(scaler.transform(x));
        expect(again.inverse(x)).toEqual(scaler.inverse(x));
      }),
    );
  });

  test("works on views, and leaves what it is given", () => {
    const turned = new MatrixTransposeView(X.transpose());
    const scaler = new Scaler().fit(turned);
    expect([scaler.shift, scaler.scale]).toEqual([
      [2, 10],
      [1, 1],
    ]);
    expect(scaler.transform(turned).to2DArray()).toEqual([
      [-1, 0],
      [1, 0],
    ]);
    expect(X.to2DArray()).toEqual([
      [1, 10],
      [3, 10],
    ]);
  });

  test("NaN stays NaN, and no rows give no rows", () => {
    const scaler = new Scaler().fit(X);
    expect(scaler.transform(new Matrix([[Number.NaN, 11]])).getRow(0)).toEqual([Number.NaN, 1]);
    const none = scaler.inverse(scaler.transform(new Matrix(0, 2)));
    expect([none.rows, none.columns]).toEqual([0, 2]);
  });

  test("shift and scale are copies", () => {
    const scaler = new Scaler().fit(X);
    scaler.shift.fill(7);
    scaler.scale.fill(7);
    const { shift, scale } = scaler.toJSON();
    (shift as number[]).fill(7);
    (scale as number[]).fill(7);
    const json = { method: "standard", shift: [1], scale: [2] } as const;
    const other = Scaler.fromJSON(json);
    (json.shift as unknown as number[])[0] = 7;
    expect([scaler.shift, scaler.scale, other.shift]).toEqual([[2, 10], [1, 1], [1]]);
  });

  test.each<[string, (scaler: Scaler) => unknown]>([
    ["shift", (scaler) => scaler.shift],
    ["scale", (scaler) => scaler.scale],
    ["toJSON", (scaler) => JSON.stringify(scaler)],
    ["transform", (scaler) => scaler.transform(X)],
    ["inverse", (scaler) => scaler.inverse(X)],
  ])("%s before fit throws", (name, use) => {
    const error = new Error(`Scaler.${name}: expected fit before it, got none`);
    expect(() => use(new Scaler())).toThrow(error);
  });

  test.each<[unknown, ErrorConstructor, string]>([
    [[1], TypeError, "x to be a Matrix, got array of length 1"],
    [
      new Matrix(0, 2),
      RangeError,
      "x to be a matrix of 1 or more rows and 2 columns, got a 0x2 matrix",
    ],
    [
      new Matrix(2, 0),
      RangeError,
      "x to be a matrix of 1 or more rows and 1 columns, got a 2x0 matrix",
    ],
    [new Matrix([[1, Number.NaN]]), RangeError, "x to be finite, got NaN in row 0, column 1"],
    [
      new Matrix([[1], [-Infinity]]),
      RangeError,
      "x to be finite, got -Infinity in row 1, column 0",
    ],
    [
      new Matrix([
        [0, 1e308],
        [1, -1e308],
      ]),
      RangeError,
      "x to vary by a number above 0, got Infinity in column 1",
    ],
    [new Matrix([[1e-200], [0]]), RangeError, "x to vary by a number above 0, got 0 in column 0"],
  ])("fit refuses %j and stays as it was", (x, Kind, text) => {
    const scaler = new Scaler().fit(X);
    const before = scaler.toJSON();
    expect(() => scaler.fit(x as Matrix)).toThrow(new Kind(`Scaler.fit: expected ${text}`));
    expect(scaler.toJSON()).toEqual(before);
  });

  test.each(["transform", "inverse"] as const)("%s refuses other columns and kinds", (name) => {
    const scaler = new Scaler().fit(X);
    expect(() => scaler[name](new Matrix(2, 3))).toThrow(
      new RangeError(`Scaler.${name}: expected x to be a matrix of 2 columns, got a 2x3 matrix`),
    );
    expect(() => scaler[name]([1, 2] as unknown as Matrix)).toThrow(
      new TypeError(`Scaler.${name}: expected x to be a Matrix, got array of length 2`),
    );
  });

  test.each<[unknown, ErrorConstructor, string]>([
    [
      { method: "robust" },
      RangeError,
      'method to be "standard" or "minMax", got "robust" (string)',
    ],
    [{ method: null }, RangeError, 'method to be "standard" or "minMax", got null'],
    [{ kind: "minMax" }, TypeError, "the options method, got kind"],
    ["minMax", TypeError, 'options to be an object, got "minMax" (string)'],
  ])("refuses the options %o", (options, Kind, text) => {
    expect(() => new Scaler(options as ScalerOptions)).toThrow(
      new Kind(`Scaler: expected ${text}`),
    );
  });

  const GOOD = { method: "standard", shift: [1, 2], scale: [1, 2] };
  const NUMBERS = "to be an array of finite numbers, got";
  test.each<[unknown, ErrorConstructor, string]>([
    [null, TypeError, "an object of toJSON, got null"],
    ["{}", TypeError, 'an object of toJSON, got "{}" (string)'],
    [{}, RangeError, 'method to be "standard" or "minMax", got undefined'],
    [{ ...GOOD, method: "toString" }, RangeError, "method to be"],
    [{ ...GOOD, shift: undefined }, TypeError, `shift ${NUMBERS} undefined`],
    [{ ...GOOD, shift: [1, null] }, TypeError, `shift ${NUMBERS} array of length 2`],
    [{ ...GOOD, shift: new Array(2) }, TypeError, `shift ${NUMBERS} array of length 2`],
    [{ ...GOOD, scale: [1, "2"] }, TypeError, `scale ${NUMBERS} array of length 2`],
    [{ ...GOOD, scale: [1, Infinity] }, TypeError, `scale ${NUMBERS} array of length 2`],
    [{ ...GOOD, scale: [1] }, RangeError, "a shift and a scale above 0 for each column, got"],
    [{ ...GOOD, scale: [1, 0] }, RangeError, "a shift and a scale above 0 for each column, got"],
    [{ ...GOOD, scale: [1, -1] }, RangeError, "a shift and a scale above 0 for each column, got"],
    [{ ...GOOD, shift: [], scale: [] }, RangeError, "a shift and a scale above 0 for each column"],
  ])("fromJSON refuses %j", (json, Kind, text) => {
    const read = (): Scaler => Scaler.fromJSON(json as ScalerJson);
    expect(read).toThrow(Kind);
    expect(read).toThrow(`Scaler.fromJSON: expected ${text}`);
  });
});
