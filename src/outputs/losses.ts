/** What an output `y` costs where `t` was wanted, of one element. */
export interface Loss {
  readonly name: string;
  value(y: number, t: number): number;
  /** The slope of the value by y. */
  slope(y: number, t: number): number;
}

/** `(y - t)²`. */
export const squaredError: Loss = {
  name: "squaredError",
  value: (y, t) => (y - t) ** 2,
  slope: (y, t) => 2 * (y - t),
};

/** `½ (y - t)²`, whose slope is `y - t`. */
export const halfSquaredError: Loss = {
  name: "halfSquaredError",
  value: (y, t) => (y - t) ** 2 / 2,
  slope: (y, t) => y - t,
};

/** `|y - t|`, with slope 0 at `y = t`. */
export const absoluteError: Loss = {
  name: "absoluteError",
  value: (y, t) => Math.abs(y - t),
  slope: (y, t) => Math.sign(y - t),
};

/** `½ (y - t)²` where `|y - t| <= 1`, beyond it `|y - t| - ½`. https://en.wikipedia.org/wiki/Huber_loss */
export const huberError: Loss = {
  name: "huberError",
  value: (y, t) => {
    const distance = Math.abs(y - t);
    return distance <= 1 ? distance ** 2 / 2 : distance - 0.5;
  },
  slope: (y, t) => Math.max(-1, Math.min(1, y - t)),
};

/** Those of the package. */
export const LOSSES: readonly Loss[] = [squaredError, halfSquaredError, absoluteError, huberError];
