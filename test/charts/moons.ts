import { Matrix } from "ml-matrix";
import { type Regions, regions } from "../../src/charts/regions.js";

/** Two crescents, 30 points each, and the class of each point: 0, 1. */
export function sampleMoons(): { points: Matrix; labels: number[] } {
  const rows = Array.from({ length: 60 }, (_, i) => {
    const [upper, angle] = [i % 2 === 0, (Math.PI * i) / 60];
    const noise = 0.12 * Math.sin(i * 7.3);
    return upper
      ? [Math.cos(angle) + noise, Math.sin(angle) - noise]
      : [1 - Math.cos(angle) - noise, 0.4 - Math.sin(angle) + noise];
  });
  return { points: new Matrix(rows), labels: rows.map((_, i) => i % 2) };
}

/** A classifier of the crescents after `epoch` epochs, which bends its boundary ever more. */
export function sampleRegions(epoch: number, steps = 40): Regions {
  const bend = Math.min(1, epoch / 300);
  const probability = ([x = 0, y = 0]: number[]): number =>
    1 / (1 + Math.exp((2 + 6 * bend) * (y - 0.2 - 0.9 * bend * Math.sin(2.6 * (x - 0.5) + 3.14))));
  const bounds = { xMin: -1.5, xMax: 2.5, yMin: -1.2, yMax: 1.6 };
  return regions((x) => Matrix.columnVector(x.to2DArray().map(probability)), {
    ...bounds,
    steps,
    epoch,
  });
}
