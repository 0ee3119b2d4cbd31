import { RandomState } from "middle-layer";
import { Matrix } from "ml-matrix";

/** The article's layer on ml-matrix, line by line. @param {number} samples @param {number} inputs @param {number} units */
export function prepare(samples, inputs, units) {
  const random = new RandomState(1);
  const w = random.normal(0, 0.05, [units, inputs + 1]);
  let w2 = w.subMatrix(0, units - 1, 0, inputs - 1);
  const x = random.normal(0, 1, [samples, inputs]);
  const yB = random.normal(0, 0.001, [samples, units]);
  const step = () => {
    const yIn = new Matrix(x).addColumn(inputs, Matrix.ones(samples, 1));
    const u = yIn.mmul(w.transpose());
    const y = sigmoid(u);
    const again = sigmoid(u);
    const delta = Matrix.mul(Matrix.mul(Matrix.sub(Matrix.ones(samples, units), again), again), yB);
    const yBack = delta.mmul(w2);
    w.sub(Matrix.mul(delta.transpose().mmul(yIn), 0.01));
    w2 = w.subMatrix(0, units - 1, 0, inputs - 1);
    return { y, yBack };
  };
  return { step };
}

/** @param {Matrix} x */
function sigmoid(x) {
  const y = new Matrix(x.rows, x.columns);
  for (let i = 0; i < x.rows; i++) {
    for (let j = 0; j < x.columns; j++) y.set(i, j, 1 / (1 + Math.exp(-x.get(i, j))));
  }
  return y;
}
