import type { Layer, Parameter } from "../layers/layer.js";
import type { OutputLayer } from "../layers/output-layer.js";
import type { RandomState } from "../numpy/random-state.js";
import { type Batch, batches, RowPicker } from "./batches.js";
import { BestWeights } from "./best-weights.js";
import type { Epoch } from "./epoch.js";
import type { FitOptions } from "./fit-options.js";
import { addPenalty, clip } from "./gradients.js";
import { type History, watchedLoss } from "./history.js";
import { Improvement } from "./improvement.js";
import type { Optimiser } from "./optimiser.js";
import { type Evaluation, evaluate, forward, propagate } from "./passes.js";
import type { Plan } from "./plan.js";

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

/** The passes over the samples, one after the other. Errors in the name of `call`. */
export function* train(call: string, net: Trainee, plan: Plan): Generator<Epoch, History> {
  const { options, validation } = plan;
  const { epochs: count = 10, earlyStopping, learningRate, onEpoch } = options;
  const pass = trainingPass(call, net, plan);
  const best = new BestWeights(net.parameters);
  const improvement = new Improvement(earlyStopping?.minDelta ?? 0);
  const lower = rateLowering(net.optimiser, options);
  const epochs: Epoch[] = [];
  let stoppedEarly = false;
  try {
    while (epochs.length < count && !stoppedEarly) {
      if (learningRate) net.optimiser.learningRate = learningRate(net.epoch + 1);
      const rate = net.optimiser.learningRate;
      const { loss, accuracy } = pass(net.epoch + 1);
      net.epoch += 1;
      const watched = validation && evaluate(net.layers, validation);
      const epoch: Epoch = {
        epoch: net.epoch,
        loss,
        ...(accuracy !== undefined && { accuracy }),
        ...(watched && { validationLoss: watched.loss }),
        ...(watched?.accuracy !== undefined && { validationAccuracy: watched.accuracy }),
        learningRate: rate,
      };
      epochs.push(epoch);
      if (earlyStopping && improvement.observe(epoch)) best.keep();
      lower(epoch);
      yield epoch;
      if (onEpoch?.(epoch) === false) break;
      stoppedEarly = earlyStopping !== undefined && improvement.wait >= earlyStopping.patience;
    }
  } finally {
    best.restore();
  }
  return { epochs, best: leastLoss(epochs), stoppedEarly };
}

/** One pass over the training samples: its mean loss and accuracy, as they are before each correction. */
function trainingPass(
  call: string,
  net: Trainee,
  { samples, options }: Plan,
): (epoch: number) => Evaluation {
  const { batchSize = 32, shuffle = true } = options;
  const { output, parameters } = net;
  const { rows } = samples.x;
  const [x, t] = [new RowPicker(samples.x), new RowPicker(samples.t)];
  const wanted = output.classCount === undefined ? undefined : output.output.decide?.(samples.t);
  const inOrder = Int32Array.from({ length: rows }, (_, i) => i);
  return (epoch) => {
    const order = shuffle ? Int32Array.from(net.random.permutation(rows)) : inOrder;
    let [loss, hits, count] = [0, 0, 0];
    for (const batch of batches(x, t, order, batchSize)) {
      count += 1;
      correct(net, parameters, batch, (value) =>
        checkLoss(call, value, { epoch, batch: count, net }),
      );
      loss += output.loss * (output.reduction === "mean" ? batch.indices.length / rows : 1);
      if (wanted)
        hits += output.hits(
          output.yOut,
          Array.from(batch.indices, (i) => wanted[i]),
        );
    }
    return { loss, accuracy: wanted && hits / rows };
  };
}

/** One correction of all weights by a batch, unless `check` throws at its loss. */
function correct(
  net: Trainee,
  parameters: readonly Parameter[],
  batch: Batch,
  check: (loss: number) => void,
): void {
  const { output, l2, clipNorm } = net;
  forward(net.layers, batch.x, "train");
  propagate(net.layers, batch.t);
  check(output.loss);
  if (l2 > 0) addPenalty(parameters, l2);
  if (clipNorm < Infinity) clip(parameters, clipNorm);
  net.optimiser.step(parameters);
}

/** Throws unless the loss of a batch is finite: Error. */
function checkLoss(
  call: string,
  loss: number,
  { epoch, batch, net }: { epoch: number; batch: number; net: Trainee },
): void {
  if (Number.isFinite(loss)) return;
  throw new Error(
    `${call}: the loss became ${loss} in epoch ${epoch}, batch ${batch}; try a lower learning rate ` +
      `(it is ${net.optimiser.learningRate}), inputs of mean 0 and deviation 1 (Scaler), or clipNorm`,
  );
}

/** What lowers the learning rate after an epoch, if the options want it. */
function rateLowering(
  optimiser: Optimiser,
  { reduceOnPlateau }: FitOptions,
): (epoch: Epoch) => void {
  if (!reduceOnPlateau) return () => {};
  const { factor = 0.1, patience = 10, minDelta = 0, minLearningRate = 0 } = reduceOnPlateau;
  const improvement = new Improvement(minDelta);
  return (epoch) => {
    improvement.observe(epoch);
    if (improvement.wait < patience) return;
    improvement.wait = 0;
    const lowered = Math.max(optimiser.learningRate * factor, minLearningRate);
    optimiser.learningRate = Math.min(optimiser.learningRate, lowered);
  };
}

function leastLoss(epochs: readonly Epoch[]): Epoch {
  return epochs.reduce((best, epoch) => (watchedLoss(epoch) < watchedLoss(best) ? epoch : best));
}
