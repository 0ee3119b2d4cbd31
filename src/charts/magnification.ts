/** How much larger a panel is drawn than another with which it shares a scale. */
export interface Magnification {
  /** `× 10`; empty if it is drawn as large. */
  readonly words: string;
  /** The end of the panel's scale, as a multiple of its own greatest value: 1 or more. */
  readonly excess: number;
}

/** Factors between two powers of ten. */
const STEPS = { tens: [1], fine: [5, 2, 1] } as const;

/**
 * The magnification of a panel whose greatest absolute value is `own` beside one of `most`: so large
 * that its greatest value is more than a tenth of the scale, by powers of ten; or by `fine` steps of
 * 1, 2, 5 more than two fifths.
 */
export function magnification(most: number, own: number, steps: keyof typeof STEPS): Magnification {
  if (!(own > 0 && most > own)) return { words: "", excess: 1 };
  // Of the quotient's logarithm, since the quotient itself may be infinite.
  const ratio = Math.log10(most) - Math.log10(own);
  const exponent = Math.floor(ratio + 1e-12);
  const rest = 10 ** (ratio - exponent);
  const step = STEPS[steps].find((each) => rest >= each * (1 - 1e-12)) ?? 1;
  const factor = exponent > 5 ? `${step}e${exponent}` : String(step * 10 ** exponent);
  return { words: factor === "1" ? "" : `× ${factor}`, excess: Math.max(1, rest / step) };
}
