import type { Matrix } from "ml-matrix";
import type { Label } from "./labels.js";

/** Samples of known classes. All of it is new at each call, and the caller's own. */
export interface Classified<L extends Label> {
  /** Samples × features. */
  readonly x: Matrix;
  /** The class of each sample. */
  readonly labels: L[];
  /** The names of the columns of `x`. */
  readonly features: string[];
  /** The classes, in the order of `classesOf(labels)`. */
  readonly classes: L[];
}
