import { Dropout } from "../layers/dropout.js";
import type { Layer, Parameter } from "../layers/layer.js";
import { MiddleLayer } from "../layers/middle-layer.js";
import { OutputLayer } from "../layers/output-layer.js";
import { WeightedLayer } from "../layers/weighted-layer.js";
import type { RandomState } from "../numpy/random-state.js";
import { type Batch, batches, RowPicker } from "./batches.js";
import { checkFiniteness, unboundedWeight } from "./divergence.js";
import { addPenalty, clip } from "./gradients.js";
import type { Optimiser } from "./optimiser.js";
import { type Evaluation, forward, propagate } from "./passes.js";
import type { Plan } from "./plan.js";
import { Sgd } from "./sgd.js";

/** What training needs of a network, and changes in it. */
export interface Trainee {
  readonly layers: readonly Layer[];
  readonly output: OutputLayer;
  readonly parameters: readonly Parameter[];
  readonly optimiser: Optimiser;
  readonly l2: number;
  readonly clipNorm: number;
  readonly random: RandomState;
  epoch: number;
}

/** One pass over the training samples: its loss and accuracy, as they are before each correction. */
export function trainingPass(
  call: string,
  net: Trainee,
  { samples, options }: Plan,
): (epoch: number) => Evaluation & { readonly batches: number } {
  const { batchSize = 32, shuffle = true } = options;
  const { output, parameters } = net; // taken once: a getter lists the parameters
  const correct = isPlain(net) ? byLayers(net) : byOptimiser(net, parameters);
  const { rows } = samples.x;
  const [x, t] = [new RowPicker(samples.x), new RowPicker(samples.t)];
  const wanted = output.classCount === undefined ? undefined : output.output.decide?.(samples.t);
  const inOrder = Int32Array.from({ length: rows }, (_, i) => i);
  return (epoch) => {
    const order = shuffle ? Int32Array.from(net.random.permutation(rows)) : inOrder;
    let [loss, hits, count] = [0, 0, 0];
    for (const batch of batches(x, t, order, batchSize)) {
      count += 1;
      const place = `epoch ${epoch}, batch ${count}`;
      correct(batch, (value) => checkFiniteness(call, "the loss", value, place, net));
      loss += output.loss * (output.reduction === "mean" ? batch.indices.length / rows : 1);
      if (wanted)
        hits += output.hits(
          output.yOut,
          Array.from(batch.indices, (i) => wanted[i]),
        );
    }
    // The loss of the last batch was from before its correction.
    const place = `epoch ${epoch}, by batch ${count}`;
    checkFiniteness(call, "a weight", unboundedWeight(parameters) ?? 0, place, net);
    return { loss, accuracy: wanted && hits / rows, batches: count };
  };
}

/** One correction of all weights by a batch, unless `check` throws at its loss. */
type Correct = (batch: Batch, check: (loss: number) => void) => void;

/** First all gradients, then all corrections. */
function byOptimiser(net: Trainee, parameters: readonly Parameter[]): Correct {
  const { layers, output, optimiser, l2, clipNorm } = net;
  return (batch, check) => {
    forward(layers, batch.x, "train");
    propagate(layers, batch.t);
    check(output.loss);
    if (l2 > 0) addPenalty(parameters, l2);
    if (clipNorm < Infinity) clip(parameters, clipNorm);
    optimiser.step(parameters);
  };
}

/** Plain descent: each layer corrects itself once it has passed its signals on, which saves its gradient. */
function byLayers({ layers, output, optimiser }: Trainee): Correct {
  return (batch, check) => {
    forward(layers, batch.x, "train");
    propagate(layers, batch.t, (layer, yB, wantsYBack) => {
      if (!(layer instanceof WeightedLayer)) return layer.propagate(yB, wantsYBack);
      const yBack = layer.descend(yB, optimiser.learningRate, wantsYBack);
      if (layer === output) check(output.loss);
      return yBack;
    });
  };
}

/** Whether all that is done with the gradients is plain descent, and no class of one's own has its say. */
function isPlain({ layers, optimiser, l2, clipNorm }: Trainee): boolean {
  const isOwn = (layer: Layer): boolean => !PLAIN_LAYERS.includes(layer.constructor);
  if (l2 > 0 || clipNorm < Infinity || layers.some(isOwn)) return false;
  return optimiser.constructor === Sgd && (optimiser as Sgd).weightDecay === 0;
}

const PLAIN_LAYERS: readonly unknown[] = [MiddleLayer, OutputLayer, Dropout];
