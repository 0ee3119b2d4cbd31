/** Integers from `from` to `to` at which an axis has ticks: multiples of 1, 2 or 5 · 10ᵏ, about `room`. */
export function integerTicks(from: number, to: number, room: number): number[] {
  let step = 1;
  for (let i = 0; (to - from) / step >= room; i++) step *= [2, 2.5, 2][i % 3];
  const first = Math.ceil(from / step);
  const count = Math.floor(to / step) - first + 1;
  return Array.from({ length: count }, (_, i) => (first + i) * step);
}

/** The powers of ten between which all values from `least` to `most`, above 0, lie; at most `room`. */
export function powerTicks(least: number, most: number, room: number): number[] {
  const [from, to] = [Math.floor(Math.log10(least)), Math.ceil(Math.log10(most))];
  const powers = integerTicks(from, to, room).map((exponent) => Number(`1e${exponent}`));
  // Beyond the numbers the powers are 0 and infinite.
  return powers.filter((power) => power > 0 && Number.isFinite(power));
}
