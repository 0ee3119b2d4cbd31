import type { Epoch } from "../../src/training/epoch.js";

/** Epochs of a training that over-fits: the same ones every time. */
export function sampleEpochs(count: number): Epoch[] {
  return Array.from({ length: count }, (_, i) => {
    const part = i / count;
    const wobble = 0.02 * Math.sin(i * 12.9);
    return {
      epoch: i + 1,
      loss: 0.9 * Math.exp(-4 * part) + 0.05,
      accuracy: 0.98 - 0.6 * Math.exp(-6 * part),
      validationLoss: 0.85 * Math.exp(-4 * part) + 0.15 + 0.25 * part ** 2 + wobble,
      validationAccuracy: 0.93 - 0.55 * Math.exp(-6 * part) + wobble / 2,
    };
  });
}
