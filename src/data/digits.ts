import { inflateSync } from "fflate";
import { bytesOfBase64 } from "../base64.js";
import { dense } from "../linalg/dense.js";
import type { Classified } from "./classified.js";
import { DIGITS_BASE64 } from "./tables/digits-base64.js";

/** Images of digits, a row for each, and the digits. */
export interface Digits extends Classified<number> {
  /** Pixels of an image: its row of `x` is `height` times `width` of them, from the upper left. */
  readonly width: number;
  readonly height: number;
}

const [WIDTH, HEIGHT] = [8, 8];
const PIXELS = WIDTH * HEIGHT;
const IMAGES = 1797;

/**
 * 1797 handwritten digits of 8 × 8 pixels, each an integer from 0 (paper) to 16 (ink).
 *
 * E. Alpaydin, C. Kaynak, 1998, the test part, as scikit-learn has it. CC BY 4.0:
 * https://archive.ics.uci.edu/dataset/80/optical+recognition+of+handwritten+digits
 */
export function digits(): Digits {
  // First all first pixels, then all second ones, …, and the digits last.
  const columns = inflateSync(bytesOfBase64(DIGITS_BASE64));
  const values = new Float64Array(IMAGES * PIXELS);
  for (let pixel = 0; pixel < PIXELS; pixel++) {
    for (let image = 0; image < IMAGES; image++) {
      values[image * PIXELS + pixel] = columns[pixel * IMAGES + image];
    }
  }
  return {
    x: dense(IMAGES, PIXELS, values),
    labels: Array.from(columns.subarray(PIXELS * IMAGES)),
    features: Array.from(
      { length: PIXELS },
      (_, i) => `pixel ${Math.floor(i / WIDTH)} ${i % WIDTH}`,
    ),
    classes: Array.from({ length: 10 }, (_, digit) => digit),
    width: WIDTH,
    height: HEIGHT,
  };
}
