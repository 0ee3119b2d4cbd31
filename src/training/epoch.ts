/** What is known of a network after one pass over its training samples. */
export interface Epoch {
  /** Number of the pass, counted from 1. */
  readonly epoch: number;
  /** Mean loss of the training samples; NaN or Infinity when training has failed. */
  readonly loss: number;
  /** Share of the training samples that are classified rightly, 0 … 1. */
  readonly accuracy?: number | undefined;
  /** Mean loss of the samples that are not trained on. */
  readonly validationLoss?: number | undefined;
  /** Share of the samples not trained on that are classified rightly, 0 … 1. */
  readonly validationAccuracy?: number | undefined;
  /** Factor of the corrections in this pass. */
  readonly learningRate?: number | undefined;
}
