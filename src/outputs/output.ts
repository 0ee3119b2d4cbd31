import type { AbstractMatrix, Matrix } from "ml-matrix";

/**
 * An activation of the last layer together with the loss it is trained by: made from the total inputs
 * `u`, samples × n, of which nothing is changed.
 *
 * Loss and gradient are summed over samples and outputs; a layer that wants means divides them.
 */
export interface Output {
  /** The outputs, samples × n. */
  readonly y: Matrix;
  /** The loss of the targets `t`, samples × n. */
  loss(t: AbstractMatrix): number;
  /** The slope of the loss by each element of `u`, samples × n. */
  delta(t: AbstractMatrix): Matrix;
}

/** What an output layer needs: a class that makes an `Output` from the matrix of its total inputs. */
export interface OutputClass {
  new (u: Matrix): Output;
  readonly name: string;
  /** Throws, in the name of `call`, unless `t` are targets that it can learn. Absent: all can be. */
  checkTargets?(call: string, t: AbstractMatrix): void;
  /** How many classes `n` outputs tell apart; undefined, or absent: they are no classes. */
  classCount?(n: number): number | undefined;
  /**
   * The class that each row of outputs, or of targets, stands for, counted from 0; -1 where it stands for
   * none, as with a NaN, which counts as wrong. Asked where there are classes.
   */
  decide?(y: AbstractMatrix): number[];
}
