import { describe, expect, test } from "vitest";
import { AdaGrad, Adam, AdamW, Momentum, type Optimiser, RmsProp, Sgd } from "../../src/index.js";
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
