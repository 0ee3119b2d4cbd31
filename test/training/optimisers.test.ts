import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import {
  AdaGrad,
  Adam,
  AdamW,
  Momentum,
  type Optimiser,
  RandomState,
  RmsProp,
  Sgd,
} from "../../src/index.js";
import "../all-close.js";
import { fixture, type PlainNumber, plainMatrix } from "../fixtures.js";

type Rows = readonly (readonly PlainNumber[])[];

/** What test/fixtures/scripts/optimisers.py writes: PyTorch's weights after each of five steps. */
interface OptimiserCase {
  readonly optimiser: string;
  readonly options: { readonly learningRate: number } & Record<string, number | boolean>;
  readonly gradients: string;
  readonly learningRateFactors?: readonly number[];
  readonly w: readonly Rows[];
}

const { w0, gradients, cases } = fixture<{
  w0: Rows;
  gradients: Record<string, readonly Rows[]>;
  cases: OptimiserCase[];
}>("optimisers");

const CLASSES: Record<string, new (learningRate: number, options: object) => Optimiser> = {
  ...{ SGD: Sgd, Momentum, Nesterov: Momentum, AdaGrad, RMSProp: RmsProp, Adam, AdamW },
};

describe("optimisers", () => {
  test.each(
    cases.map(
      (item, i) =>
        [
          `${i} ${item.optimiser} ${JSON.stringify(item.options)}, ${item.gradients} gradients`,
          item,
        ] as const,
    ),
  )("step like PyTorch's: %s", (_, item) => {
    const { learningRate, ...options } = item.options;
    const optimiser = new CLASSES[item.optimiser](learningRate, options);
    const value = plainMatrix(w0);
    gradients[item.gradients].forEach((gradient, i) => {
      optimiser.learningRate = learningRate * (item.learningRateFactors?.[i] ?? 1);
      optimiser.step([{ name: "w", value, gradient: plainMatrix(gradient), penalised: 3 }]);
      expect(value).toBeAllClose(plainMatrix(item.w[i]), { rtol: 1e-12, atol: 1e-15 });
    });
  });
});

describe("Adam on many weights, in WebAssembly", () => {
  test.each([
    ["Adam", (rate: number) => new Adam(rate, { weightDecay: 0.01 })],
    ["AdamW", (rate: number) => new AdamW(rate)],
  ])("has the bits of Adam on a few of them at a time: %s", (_, make) => {
    const random = new RandomState(1);
    const [rows, columns] = [67, 125]; // an odd number, and more than one part of the kernel's memory
    const value = random.normal(0, 1, [rows, columns]);
    const all = { name: "w", value, gradient: value.clone(), penalised: columns };
    const each = Array.from({ length: rows }, (_, i) => {
      const row = value.subMatrix(i, i, 0, columns - 1);
      return { name: "w", value: row, gradient: row.clone(), penalised: columns };
    });
    const [one, many] = [make(0.1), make(0.1)];
    for (let step = 0; step < 4; step++) {
      const scale = 10 ** random.uniform(-12, 3);
      for (let i = 0; i < rows; i++) {
        const slopes = Matrix.rowVector(random.normal(0, scale, columns));
        all.gradient.setRow(i, slopes);
        each[i].gradient.setRow(0, slopes);
      }
      if (step === 3) one.learningRate = many.learningRate = 0.01;
      one.step([all]);
      many.step(each);
      expect(value.to2DArray()).toEqual(each.map((row) => row.value.getRow(0)));
    }
  });
});
