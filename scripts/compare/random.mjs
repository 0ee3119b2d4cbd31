import { RandomState } from "middle-layer";
import { Matrix } from "ml-matrix";
import { pythonAnswers } from "../lib/python-answers.mjs";

/** Calls of one stream, one after the other: sent to Python as they are. @typedef {[op: string, ...args: any[]]} Step */

const STEPS = 100;

/**
 * Makes `count` calls of every method of RandomState, and NumPy's: seeds of all kinds, sizes, states
 * that are saved and gone back to. Prints the differences; gives their number.
 *
 * @param {{ count: number, seed: number }} options
 */
export async function compare({ count, seed }) {
  const draw = new RandomState([seed, 1]);
  let [calls, refused, total, differing] = [0, 0, 0, 0];
  for await (const [[from, steps], answers] of pythonAnswers(
    "scripts/compare/random_numpy.py",
    sessions(draw, count),
  )) {
    const results = play(from, steps);
    for (const [i, step] of steps.entries()) {
      const [ours, numpys] = [flat(results[i]), flat(answers[i])];
      const same = ours.length === numpys.length && ours.every((x, j) => Object.is(x, numpys[j]));
      calls++;
      total += ours.length;
      if (results[i] === "refused") refused++;
      if (same) continue;
      if (differing++ < 10) {
        console.log(`seed ${JSON.stringify(from)}, call ${i}: ${JSON.stringify(step)}`);
        console.log(`  here  ${JSON.stringify(ours)}\n  NumPy ${JSON.stringify(numpys)}`);
      }
    }
  }
  console.log(
    `${calls} calls, ${total} numbers, ${refused} calls refused: ${differing} differences`,
  );
  return differing;
}

/** @param {RandomState} draw @param {number} count @returns {Generator<[seed: any, steps: Step[]]>} */
function* sessions(draw, count) {
  for (let left = count; left > 0; left -= STEPS) {
    yield [anySeed(draw), Array.from({ length: Math.min(STEPS, left) }, () => anyStep(draw))];
  }
}

/** @template T @param {RandomState} draw @param {readonly T[]} values @returns {T} */
const oneOf = (draw, values) => values[draw.randint(values.length)];

/** @param {RandomState} draw */
function anySeed(draw) {
  const word = () => oneOf(draw, [0, 1, 2 ** 32 - 1, draw.randint(2 ** 32), draw.randint(1000)]);
  if (draw.random() < 0.6) return word();
  return Array.from({ length: oneOf(draw, [1, 2, 5, 623, 624, 625, 700]) }, word);
}

/** @param {RandomState} draw */
function anySize(draw) {
  const length = () => draw.randint(0, 5);
  const axes = draw.randint(0, 6);
  if (axes === 0) return null;
  if (axes === 1) return oneOf(draw, [0, 1, draw.randint(700), length()]);
  return Array.from({ length: axes - 2 }, length);
}

/** A number of any magnitude. @param {RandomState} draw */
const anyNumber = (draw) =>
  oneOf(draw, [0, 1, -1, 0.05, draw.normal(), draw.normal() * 10 ** draw.randint(-300, 300)]);

/** @param {RandomState} draw */
function anyProbabilities(draw, /** @type {number} */ length) {
  const weights = Array.from({ length }, () => (draw.random() < 0.2 ? 0 : draw.random()));
  const sum = weights.reduce((a, b) => a + b, 0);
  // Some of the sums are near the bounds of what is taken: 1.5e-8 and, of single precision, 3.5e-4.
  const excess = oneOf(draw, [0, 0, 0, 1.49e-8, -1.49e-8, 1.5e-8, 3.4e-4, -3.45e-4, 3.46e-4]);
  return weights.map((weight) => (weight / sum) * (1 + excess));
}

/** @type {Record<string, (draw: RandomState) => any[]>} */
const ARGUMENTS = {
  random_sample: (draw) => [anySize(draw)],
  random: (draw) => [anySize(draw)],
  rand: (draw) => Array.from({ length: draw.randint(4) }, () => draw.randint(5)),
  randn: (draw) => Array.from({ length: draw.randint(4) }, () => draw.randint(5)),
  uniform: (draw) => [anyNumber(draw), anyNumber(draw), anySize(draw)],
  normal: (draw) => [anyNumber(draw), anyNumber(draw), anySize(draw)],
  standard_normal: (draw) => [anySize(draw)],
  randint: (draw) => {
    const bound = () => Math.floor(draw.normal() * 2 ** draw.randint(1, 50));
    if (draw.random() < 0.1) return [draw.randint(2 ** 33), null, anySize(draw)];
    const low = bound();
    return [
      low,
      oneOf(draw, [bound(), low + 2 ** 32, low + 2 ** draw.randint(1, 34)]),
      anySize(draw),
    ];
  },
  shuffle: (draw) => [draw.random() < 0.7 ? range(draw.randint(30)) : rows(draw)],
  permutation: (draw) => [
    oneOf(draw, [draw.randint(50), draw.randint(2000), range(draw.randint(30)), rows(draw)]),
  ],
  choice: (draw) => {
    const length = draw.randint(0, 30);
    const a = draw.random() < 0.5 ? length : range(length);
    const p = draw.random() < 0.5 && length > 0 ? anyProbabilities(draw, length) : null;
    const isSingle = draw.random() < 0.3;
    return [a, anySize(draw), draw.random() < 0.5, p && isSingle ? single(p) : p, isSingle];
  },
  bytes: (draw) => [draw.randint(20)],
  seed: (draw) => [anySeed(draw)],
  save: () => [],
  restore: () => [],
  state: () => [],
};
// The state is long, and a seed ends what came before.
const RARE = new Set(["seed", "save", "restore", "state"]);
const OFTEN = Object.keys(ARGUMENTS).filter((op) => !RARE.has(op));

/** @param {RandomState} draw @returns {Step} */
function anyStep(draw) {
  const op = draw.random() < 0.06 ? oneOf(draw, [...RARE]) : oneOf(draw, OFTEN);
  return [op, ...ARGUMENTS[op](draw)];
}

/** @param {number} length */
const range = (length) => Array.from({ length }, (_, i) => i * 3 - 20);

/** @param {RandomState} draw */
const rows = (draw) => Array.from({ length: draw.randint(1, 8) }, (_, i) => [i, 10 - i, i + 0.5]);

/** @param {number[]} p */
const single = (p) => Array.from(new Float32Array(p));

/** What a session gives here. @param {any} seed @param {Step[]} steps */
function play(seed, steps) {
  const random = new RandomState(seed);
  /** @type {string | undefined} */
  let saved;
  return steps.map(([op, ...args]) => {
    try {
      if (op === "save") saved = JSON.stringify(random.getState());
      else if (op === "restore") saved && random.setState(JSON.parse(saved));
      else return call(random, op, args) ?? null;
    } catch (error) {
      if (error instanceof RangeError) return "refused";
      throw error;
    }
    return null;
  });
}

/** @param {RandomState} random @param {string} op @param {any[]} args */
function call(random, op, args) {
  if (op === "state") return random.getState({ legacy: true });
  if (op === "shuffle") {
    const x = matrixOrList(args[0]);
    random.shuffle(x);
    return x;
  }
  if (op === "permutation") return random.permutation(/** @type {any} */ (matrixOrList(args[0])));
  if (op === "choice") {
    const [a, size, replace, p, isSingle] = args;
    return random.choice(a, size, replace, p && isSingle ? new Float32Array(p) : p);
  }
  const name = op.replace(/_./g, (text) => text[1].toUpperCase());
  return /** @type {any} */ (random)[name](...args);
}

/** @param {any} x */
const matrixOrList = (x) => (Array.isArray(x) && Array.isArray(x[0]) ? new Matrix(x) : x);

/** The numbers of a result with the length of each axis. @param {any} x @returns {unknown[]} */
function flat(x) {
  if (Matrix.isMatrix(x)) return flat(x.to2DArray());
  if (ArrayBuffer.isView(x)) return flat(Array.from(/** @type {any} */ (x)));
  return Array.isArray(x) ? [`${x.length}:`, ...x.flatMap(flat)] : [x];
}
