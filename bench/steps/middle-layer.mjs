import { linalg, MiddleLayer, RandomState, Sigmoid } from "middle-layer";

/** @param {number} samples @param {number} inputs @param {number} units */
export function prepare(samples, inputs, units) {
  const random = new RandomState(1);
  const layer = new MiddleLayer(inputs, units, Sigmoid, { random });
  const x = random.normal(0, 1, [samples, inputs]);
  const yB = random.normal(0, 0.001, [samples, units]);
  const step = () => {
    layer.forward(x);
    layer.backward(yB);
  };
  return { step };
}

/** @param {number} inputs @param {number} units */
export function create(inputs, units) {
  return new MiddleLayer(inputs, units, Sigmoid, { random: new RandomState(1) });
}

export function about() {
  return [linalg.description(), ...linalg.skipped()].join("; ");
}
