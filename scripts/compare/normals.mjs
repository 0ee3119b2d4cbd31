import { RandomState } from "middle-layer";
import { pythonAnswers } from "../lib/python-answers.mjs";

const LENGTH = 10_000;

/**
 * Compares `count` standard normal values, of streams of 10,000 each, with NumPy's; and those that
 * the engine's `Math.log` would give. Prints how many differ in their last digits; gives how many of
 * the first are so many that the logarithm is another: more than one in a million.
 *
 * @param {{ count: number, seed: number }} options
 */
export async function compare({ count, seed }) {
  const lengths = Array.from({ length: Math.ceil(count / LENGTH) }, (_, i) =>
    Math.min(LENGTH, count - i * LENGTH),
  );
  const streams = lengths.map((length, i) => [[seed, i], length]);
  let [differing, engines] = [0, 0];
  for await (const [[from, length], answer] of pythonAnswers(
    "scripts/compare/normals_numpy.py",
    streams,
  )) {
    const bytes = new Uint8Array(Buffer.from(answer, "base64"));
    const numpys = new Float64Array(bytes.buffer);
    const seeds = /** @type {number[]} */ (from);
    const ours = new RandomState(seeds).standardNormal(/** @type {number} */ (length));
    const plain = normals(new RandomState(seeds), ours.length);
    for (let i = 0; i < ours.length; i++) {
      if (ours[i] !== numpys[i]) differing++;
      if (plain[i] !== numpys[i]) engines++;
    }
  }
  console.log(`${differing} of ${count} normal values differ from NumPy's`);
  console.log(`${engines} would with Math.log (Node ${process.versions.node})`);
  return differing > Math.max(1, count / 1e6) ? differing : 0;
}

/** Marsaglia's polar method over `Math.log`. @param {RandomState} random @param {number} count */
function normals(random, count) {
  const values = [];
  while (values.length < count) {
    const [x1, x2] = [2 * random.random() - 1, 2 * random.random() - 1];
    const r2 = x1 * x1 + x2 * x2;
    if (r2 >= 1 || r2 === 0) continue;
    const f = Math.sqrt((-2 * Math.log(r2)) / r2);
    values.push(f * x2, f * x1);
  }
  return values.slice(0, count);
}
