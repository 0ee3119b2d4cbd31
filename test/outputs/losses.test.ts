import { describe, expect, test } from "vitest";
import {
  absoluteError,
  halfSquaredError,
  huberError,
  Identity,
  Linear,
  Logistic,
  type OutputClass,
  outputFrom,
  Sigmoid,
  Softmax,
  squaredError,
} from "../../src/index.js";
import "../all-close.js";
import { fixture, type PlainNumber, plainMatrix, plainNumber } from "../fixtures.js";

/** What test/fixtures/scripts/losses.py writes: PyTorch's losses and gradients. */
interface LossCase {
  readonly loss: string;
  readonly note: string;
  readonly u: readonly (readonly PlainNumber[])[];
  readonly t: readonly (readonly PlainNumber[])[];
  readonly classes?: readonly number[];
  readonly y?: readonly (readonly PlainNumber[])[];
  readonly sum: { readonly loss: PlainNumber; readonly grad: readonly (readonly PlainNumber[])[] };
}

const OUTPUTS: Record<string, OutputClass> = {
  squaredError: outputFrom(Identity, squaredError),
  halfSquaredError: Linear,
  absoluteError: outputFrom(Identity, absoluteError),
  huber1: outputFrom(Identity, huberError),
  halfSquaredErrorOfSigmoid: outputFrom(Sigmoid, halfSquaredError),
  binaryCrossEntropy: Logistic,
  crossEntropy: Softmax,
};
const CLOSE = { rtol: 1e-12, atol: 1e-14 };
const { cases } = fixture<{ cases: LossCase[] }>("losses");

describe("outputs", () => {
  test.each(cases.map((item, i) => [`${i} ${item.loss}: ${item.note}`, item] as const))(
    "have PyTorch's outputs, loss and gradient: %s",
    (_, { loss, note, u, t, classes, y, sum }) => {
      const output = new OUTPUTS[loss](plainMatrix(u));
      const targets = note.startsWith("a logit of -inf")
        ? oneHotRows(classes ?? [], u[0].length)
        : t;
      if (y) expect(output.y).toBeAllClose(plainMatrix(y), CLOSE);
      expect(output.loss(plainMatrix(targets))).toBeAllClose(plainNumber(sum.loss), CLOSE);
      expect(output.delta(plainMatrix(targets))).toBeAllClose(plainMatrix(sum.grad), CLOSE);
    },
  );
});

function oneHotRows(classes: readonly number[], length: number): number[][] {
  return classes.map((index) => Array.from({ length }, (_, j) => Number(j === index)));
}
