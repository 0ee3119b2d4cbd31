import fc from "fast-check";
import { Matrix } from "ml-matrix";
import { afterEach, describe, expect, test } from "vitest";
import { linalg, MiddleLayer, Sigmoid, Tanh } from "../../src/index.js";
import "../all-close.js";
import { BACK, INPUT, normal, snapshot, trained, WEIGHTS } from "./trained-layer.js";

afterEach(() => {
  linalg.use("auto");
});

const backend = fc.constantFrom("plain" as const, "wasm" as const, "blas" as const);
/** From one of each to matrices of more than 64 elements and products that leave plain TypeScript. */
const sizes = fc.oneof(
  fc.record({
    samples: fc.integer({ min: 1, max: 4 }),
    nUpper: fc.integer({ min: 1, max: 4 }),
    n: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({
    samples: fc.integer({ min: 9, max: 20 }),
    nUpper: fc.integer({ min: 9, max: 14 }),
    n: fc.integer({ min: 13, max: 20 }),
  }),
);

/** Two layers of the same weights after the same forward pass, and a reverse signal for them. */
function pair(
  seed: number,
  { samples, nUpper, n }: { samples: number; nUpper: number; n: number },
): [layer: MiddleLayer, twin: MiddleLayer, back: Matrix, x: Matrix] {
  const initialWeights = normal(seed, n, nUpper + 1);
  const [x, back] = [normal(seed + 1, samples, nUpper), normal(seed + 2, samples, n)];
  const make = (): MiddleLayer => {
    const layer = new MiddleLayer(nUpper, n, Tanh, { initialWeights, learningRate: 0.5 });
    layer.forward(x);
    return layer;
  };
  return [make(), make(), back, x];
}

describe("MiddleLayer.propagate", () => {
  test("is backward without the correction, to the same bits, by every backend", () => {
    fc.assert(
      fc.property(fc.nat(1e6), sizes, backend, (seed, size, name) => {
        expect(linalg.use(name)).toBe(name);
        const [layer, twin, back] = pair(seed, size);
        const w = layer.w.to2DArray();
        expect(layer.propagate(back)).toBe(layer.yBack);
        expect(twin.backward(back)).toBe(twin.yBack);
        expect(layer.w.to2DArray()).toEqual(w);
        for (const part of ["yBack", "delta", "dw", "u", "yOut", "yIn"] as const) {
          expect(layer[part].to2DArray(), part).toEqual(twin[part].to2DArray());
        }
        expect(layer.parameters[0].gradient.to2DArray()).toEqual(layer.dw.to2DArray());
        expect(twin.w).toBeAllClose(Matrix.sub(new Matrix(w), Matrix.mul(twin.dw, 0.5)), {
          ...{ rtol: 1e-12, atol: 1e-13 },
        });
      }),
      { numRuns: 60 },
    );
  });

  test("sets dw to the slopes of the loss yOut ∘ c by the weights, by every backend", () => {
    const H = 1e-5;
    fc.assert(
      fc.property(fc.nat(1e6), sizes, backend, (seed, size, name) => {
        linalg.use(name);
        const [layer, , c, x] = pair(seed, size);
        layer.propagate(c);
        const loss = (w: Matrix): number =>
          new MiddleLayer(size.nUpper, size.n, Tanh, { initialWeights: w }).forward(x).mul(c).sum();
        const [i, j] = [seed % size.n, seed % (size.nUpper + 1)];
        const moved = (by: number): Matrix => {
          const w = layer.w.clone();
          return w.set(i, j, w.get(i, j) + by);
        };
        const slope = (loss(moved(H)) - loss(moved(-H))) / (2 * H);
        expect(layer.dw.get(i, j)).toBeAllClose(slope, { rtol: 1e-6, atol: 1e-7 });
      }),
      { numRuns: 100 },
    );
  });

  test("has a dw right after it and after backward, until the next forward, and a new one each time", () => {
    const layer = new MiddleLayer(2, 3, Sigmoid, { initialWeights: WEIGHTS });
    expect(layer.dw).toBeUndefined();
    layer.forward(INPUT);
    expect(layer.dw).toBeUndefined();
    layer.propagate(BACK);
    const dw = layer.dw.to2DArray();
    layer.dw.fill(99);
    expect(layer.dw.to2DArray()).toEqual(dw);
    layer.backward(BACK);
    expect(layer.dw.to2DArray()).toEqual(dw);
    layer.forward(INPUT, "predict"); // which has no way back
    expect(layer.dw.to2DArray()).toEqual(dw);
    layer.forward(INPUT);
    expect(layer.dw).toBeUndefined();
  });

  test("may leave out yBack, and then shows none", () => {
    const layer = trained();
    expect(layer.propagate(BACK, false)).toBeUndefined();
    expect(layer.yBack).toBeUndefined();
    const twin = trained();
    twin.propagate(BACK);
    expect(layer.dw.to2DArray()).toEqual(twin.dw.to2DArray());
  });

  test("throws as backward does and changes nothing", () => {
    const layer = trained();
    const before = snapshot(layer);
    expect(() => layer.propagate(new Matrix(1, 3))).toThrow(
      new RangeError("MiddleLayer.propagate: expected yB to be a 2x3 matrix, got a 1x3 matrix"),
    );
    expect(() => layer.propagate(BACK.to1DArray() as unknown as Matrix)).toThrow(
      new TypeError("MiddleLayer.propagate: expected yB to be a Matrix, got array of length 6"),
    );
    expect(snapshot(layer)).toEqual(before);
    expect(() => new MiddleLayer(2, 3, Tanh).propagate(BACK)).toThrow(
      new Error("MiddleLayer.propagate: expected a forward pass before it, got none"),
    );
  });
});

describe("MiddleLayer.forward for a network", () => {
  test.each([3, 30])("of mode train gives the same signals of %i samples", (samples) => {
    const [layer, twin] = [0, 1].map(
      () => new MiddleLayer(2, 3, Tanh, { initialWeights: WEIGHTS }),
    );
    const [x, back] = [normal(1, samples, 2), normal(2, samples, 3)];
    expect(layer.forward(x, "train").to2DArray()).toEqual(twin.forward(x).to2DArray());
    layer.propagate(back);
    twin.propagate(back);
    expect(snapshot(layer)).toEqual(snapshot(twin));
    expect(layer.dw.to2DArray()).toEqual(twin.dw.to2DArray());
  });

  test.each([3, 30])("of mode predict leaves %i samples on their way back", (samples) => {
    const [layer, twin] = [0, 1].map(
      () => new MiddleLayer(2, 3, Tanh, { initialWeights: WEIGHTS }),
    );
    const [x, back] = [normal(1, samples, 2), normal(2, samples, 3)];
    layer.forward(x);
    twin.forward(x);
    for (const seed of [5, 6, 7]) {
      const other = normal(seed, samples, 2);
      const fresh = new MiddleLayer(2, 3, Tanh, { initialWeights: WEIGHTS });
      expect(layer.forward(other, "predict").to2DArray()).toEqual(fresh.forward(other).to2DArray());
    }
    expect(layer.propagate(back)?.to2DArray()).toEqual(twin.propagate(back)?.to2DArray());
    expect(layer.dw.to2DArray()).toEqual(twin.dw.to2DArray());
    expect(layer.u.to2DArray()).toEqual(twin.u.to2DArray());
  });
});
