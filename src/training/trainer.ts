import { checkRange } from "../check.js";
import { BestWeights } from "./best-weights.js";
import { checkFiniteness } from "./divergence.js";
import type { Epoch } from "./epoch.js";
import type { FitOptions } from "./fit-options.js";
import { History } from "./history.js";
import { Improvement } from "./improvement.js";
import type { Optimiser } from "./optimiser.js";
import { evaluate } from "./passes.js";
import type { Plan } from "./plan.js";
import { type Trainee, trainingPass } from "./training-pass.js";

/** The passes over the samples, one after the other. Errors in the name of `call`. */
export function* train(call: string, net: Trainee, plan: Plan): Generator<Epoch, History> {
  const { epochs: count = 10, earlyStopping, onEpoch } = plan.options;
  const learn = trainingEpoch(call, net, plan);
  const best = earlyStopping && new BestWeights(net.parameters);
  const improvement = new Improvement(earlyStopping?.minDelta ?? 0);
  const lower = rateLowering(net.optimiser, plan.options);
  const epochs: Epoch[] = [];
  let stoppedEarly = false;
  try {
    while (epochs.length < count && !stoppedEarly) {
      const epoch = learn();
      epochs.push(epoch);
      best?.observe(epoch);
      improvement.observe(epoch);
      lower(epoch);
      const isEnough = onEpoch?.(epoch) === false;
      yield epoch;
      if (isEnough) break;
      stoppedEarly = earlyStopping !== undefined && improvement.wait >= earlyStopping.patience;
    }
  } finally {
    best?.restore();
  }
  return new History(epochs, stoppedEarly);
}

/** Passes over the training samples once more, looks at those for validation, and counts the epoch. */
function trainingEpoch(call: string, net: Trainee, plan: Plan): () => Epoch {
  const { validation } = plan;
  const { learningRate: rateOf } = plan.options;
  const pass = trainingPass(call, net, plan);
  return () => {
    const epoch = net.epoch + 1;
    if (rateOf) net.optimiser.learningRate = rateAt(call, rateOf, epoch);
    const { learningRate } = net.optimiser;
    const { batches, ...trained } = pass(epoch);
    net.epoch = epoch;
    const watched = validation && evaluate(net.layers, validation);
    if (watched) {
      const place = `epoch ${epoch}, after batch ${batches}`;
      checkFiniteness(call, "the validation loss", watched.loss, place, net);
    }
    return {
      epoch,
      loss: trained.loss,
      ...(trained.accuracy !== undefined && { accuracy: trained.accuracy }),
      ...(watched && { validationLoss: watched.loss }),
      ...(watched?.accuracy !== undefined && { validationAccuracy: watched.accuracy }),
      learningRate,
    };
  };
}

function rateAt(call: string, rateOf: (epoch: number) => number, epoch: number): number {
  const rate = rateOf(epoch);
  checkRange(call, `learningRate of epoch ${epoch}`, rate, 0, Infinity);
  return rate;
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
