/**
 * The number in [-limit, limit] that is nearest to `x`; NaN for NaN. Functions that have reached their
 * limits there are spared ∞ · 0 by it.
 */
export function clamp(x: number, limit: number): number {
  return Math.max(-limit, Math.min(limit, x));
}
