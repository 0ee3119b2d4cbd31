import { describe, expect, test } from "vitest";
import { arrayToString, MiddleLayer, RandomState, ReLU, Sigmoid, Tanh } from "../src/index.js";
import "./all-close.js";
import { fixture, matrix, type Packed } from "./fixtures.js";

const ACTIVATIONS = { ReLU, Tanh, Sigmoid };

type StepArrays = "yIn" | "yB" | "u" | "yOut" | "dy" | "delta" | "yBack" | "w";

interface LayerCase {
  seed: number;
  nUpper: number;
  n: number;
  activation: keyof typeof ACTIVATIONS;
  alpha: number;
  w0: Packed;
  strW0: string;
  steps: (Record<StepArrays, Packed> & { str: Record<string, string> })[];
}

const { cases } = fixture<{ cases: LayerCase[] }>("layer");

describe("MiddleLayer", () => {
  test.each(cases.map((c, i) => [i, c.nUpper, c.n, c.activation, c] as const))(
    "NumPy's case %i: %i to %i units, %s",
    (_, nUpper, n, activation, c) => {
      const layer = new MiddleLayer(nUpper, n, ACTIVATIONS[activation], {
        learningRate: c.alpha,
        random: new RandomState(c.seed),
      });
      expect(layer.w).toBeAllClose(matrix(c.w0));
      expect(arrayToString(layer.w)).toBe(c.strW0);
      for (const step of c.steps) {
        layer.forward(matrix(step.yIn));
        layer.backward(matrix(step.yB));
        for (const name of ["u", "yOut", "delta", "yBack", "w"] as const) {
          expect(layer[name], name).toBeAllClose(matrix(step[name]));
          if (name in step.str) expect(arrayToString(layer[name]), name).toBe(step.str[name]);
        }
      }
    },
  );
});
