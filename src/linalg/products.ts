import { type AbstractMatrix, Matrix } from "ml-matrix";

// The three products of a layer. `w` has a row for each unit and a column for each input, and a last
// column for the bias, whose input is always 1; that input is never stored. Shapes are the caller's.

/** `[x 1] · wᵀ`: the total inputs, samples × units, of the inputs `x`, samples × inputs. */
export function totalInput(x: AbstractMatrix, w: Matrix): Matrix {
  const bias = w.columns - 1;
  return tabulate(x.rows, w.rows, (sample, unit) => {
    let sum = 0;
    for (let k = 0; k < bias; k++) sum += x.get(sample, k) * w.get(unit, k);
    return sum + w.get(unit, bias);
  });
}

/** `delta · w` without the bias column: the signal to the layer above, samples × inputs. */
export function backSignal(delta: Matrix, w: Matrix): Matrix {
  return tabulate(delta.rows, w.columns - 1, (sample, input) => {
    let sum = 0;
    for (let k = 0; k < w.rows; k++) sum += delta.get(sample, k) * w.get(k, input);
    return sum;
  });
}

/** `w -= rate · (deltaᵀ · [x 1])`, in place. */
export function descend(w: Matrix, delta: Matrix, x: AbstractMatrix, rate: number): void {
  const bias = w.columns - 1;
  for (let unit = 0; unit < w.rows; unit++) {
    for (let k = 0; k <= bias; k++) {
      let sum = 0;
      for (let s = 0; s < x.rows; s++) sum += delta.get(s, unit) * (k < bias ? x.get(s, k) : 1);
      w.set(unit, k, w.get(unit, k) - rate * sum);
    }
  }
}

function tabulate(
  rows: number,
  columns: number,
  value: (row: number, column: number) => number,
): Matrix {
  const matrix = new Matrix(rows, columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) matrix.set(i, j, value(i, j));
  }
  return matrix;
}
