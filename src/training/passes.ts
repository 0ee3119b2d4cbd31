import type { AbstractMatrix, Matrix } from "ml-matrix";
import type { Layer, Mode } from "../layers/layer.js";
import type { OutputLayer } from "../layers/output-layer.js";
import type { Samples } from "./targets.js";

/** How good a network's answers are. */
export interface Evaluation {
  /** The mean of the losses of the samples, or their sum, as the output layer has it. */
  readonly loss: number;
  /** Share of the samples that are classified rightly; absent where there are no classes. */
  readonly accuracy?: number | undefined;
}

/** What a layer does with the reverse signals of the layer below. */
export type WayBack = (layer: Layer, yB: AbstractMatrix, wantsYBack: boolean) => Matrix | undefined;

/** The signals of `x` through all layers, samples × outputs. */
export function forward(layers: readonly Layer[], x: AbstractMatrix, mode: Mode): Matrix {
  let y = x;
  for (const layer of layers) y = layer.forward(y, mode);
  return y as Matrix;
}

/**
 * The reverse signals of the targets `t` through the layers, each of which goes its `way` back; by
 * itself that sets all gradients. Above the first layer that is trained nobody wants the signals, so
 * there they are not computed.
 */
export function propagate(
  layers: readonly Layer[],
  t: AbstractMatrix,
  way: WayBack = (layer, yB, wantsYBack) => layer.propagate(yB, wantsYBack),
): void {
  const first = layers.findIndex(({ parameters }) => parameters.length > 0);
  let back: AbstractMatrix | undefined = t;
  for (let i = layers.length - 1; i >= first; i--) {
    back = way(layers[i], back as AbstractMatrix, i > first);
  }
}

/** The loss and accuracy of the samples; the layers keep nothing of them. */
export function evaluate(layers: readonly Layer[], { x, t }: Samples): Evaluation {
  const output = layers[layers.length - 1] as OutputLayer;
  const { y, loss } = output.test(forward(layers.slice(0, -1), x, "predict"), t);
  if (output.classCount === undefined) return { loss };
  const wanted = output.output.decide?.(t) ?? [];
  return { loss, accuracy: output.hits(y, wanted) / x.rows };
}
