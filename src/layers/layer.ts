import type { AbstractMatrix, Matrix } from "ml-matrix";

/**
 * How a forward pass is meant. `"alone"`: of a layer by itself, which keeps a copy of its input for
 * the way back. `"train"`: within a network, the same but without a copy, so that the input must
 * stay as it is until `propagate`. `"predict"`: there is no way back, so that nothing but `yOut` is
 * kept, and what is random while a network trains is not.
 */
export type Mode = "alone" | "train" | "predict";

/** A matrix that training changes. */
export interface Parameter {
  /** Its name in the layer, as in error messages and saved networks: `"w"`. */
  readonly name: string;
  /** What is trained: one matrix all along, changed in place. */
  readonly value: Matrix;
  /** The slope of the loss by each element, of the last `propagate`, which writes it anew. */
  readonly gradient: Matrix;
  /** How many of its columns, from the first on, L2 pulls to 0: not that of the biases. */
  readonly penalised: number;
}

/**
 * What a network needs of a layer. A matrix has a row for each sample.
 *
 * A layer of your own is as good as those of the package. A convolution takes channels · height ·
 * width signals in a row and lays its patches out as rows, on which it is `[yIn 1] · wᵀ` again, with
 * a filter in each row of `w`. Batch normalisation has two parameters, scale and shift, which L2
 * spares, and by `mode` takes the mean and deviation of the batch or those it has kept.
 */
export interface Layer {
  /** Signals that come in, and that go out, of each sample. */
  readonly nUpper: number;
  readonly n: number;
  /** What training changes; empty if nothing. */
  readonly parameters: readonly Parameter[];
  /** Takes the signals of the layer above, samples × nUpper, and returns those of this one, samples × n. */
  forward(yIn: AbstractMatrix, mode?: Mode): Matrix;
  /**
   * Takes the reverse signals of the layer below, samples × n, sets the gradients, and returns the
   * reverse signals of this one, samples × nUpper, unless nobody wants them. It changes no parameter.
   */
  propagate(yB: AbstractMatrix, wantsYBack?: boolean): Matrix | undefined;
}
