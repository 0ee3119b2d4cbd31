/** What is known of a network after one pass over its training samples. */
export interface Epoch {
  /** Number of the pass, counted from 1 over all trainings of the network. */
  readonly epoch: number;
  /** Loss of the training samples, their mean or sum as the output layer has it, before each correction. */
  readonly loss: number;
  /** Share of the training samples that are classified rightly, 0 … 1, before each correction; absent without classes. */
  readonly accuracy?: number | undefined;
  /** Loss of the samples that are not trained on, after the pass; absent if there are none. */
  readonly validationLoss?: number | undefined;
  /** Share of the samples not trained on that are classified rightly, 0 … 1, after the pass. */
  readonly validationAccuracy?: number | undefined;
  /** Factor of the corrections in this pass. */
  readonly learningRate?: number | undefined;
}
