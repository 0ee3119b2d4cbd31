const STEPS = 128;
/** Numbers are integers over 2^FRACTION here. */
const FRACTION = 120n;
const ONE = 1n << FRACTION;

/**
 * Fills `table` with pairs for j = 0 … 127: `scale` times the number nearest to 2^(j/128), and what
 * it lacks, relative to it. `scale` is a power of two.
 */
export function fillPowerTable(table: Float64Array, scale: number): void {
  let root = 2n * ONE;
  for (let steps = 1; steps < STEPS; steps *= 2) root = squareRoot(root * ONE);
  for (let j = 0, power = ONE; j < STEPS; j++, power = (power * root) / ONE) {
    const nearest = Number(power) / Number(ONE);
    const lacking = power - BigInt(nearest * 2 ** 52) * (ONE >> 52n);
    table[2 * j] = scale * nearest;
    table[2 * j + 1] = Number(lacking) / Number(ONE) / nearest;
  }
}

/** The integer part of the square root, by Newton's method from above. */
function squareRoot(square: bigint): bigint {
  let root = square;
  for (let next = ONE * 2n; next < root; next = (root + square / root) >> 1n) root = next;
  return root;
}
