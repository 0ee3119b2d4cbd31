import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { arrayRepr, arrayToString } from "middle-layer";
import { inProject, venvPython } from "../lib/project.mjs";
import { inputOf } from "../lib/text-case.mjs";

/** @typedef {import("../lib/text-case.mjs").TextCase} TextCase */

/** Differences that are printed. */
const PRINTED = 10;

/**
 * Writes `count` random arrays, of all dtypes and shapes and with all print options, by `arrayToString`
 * and `arrayRepr`, and by NumPy. Prints the differences; gives their number.
 *
 * @param {{ count: number, seed: number }} options
 */
export async function compare({ count, seed }) {
  const script = inProject("scripts", "compare", "text.py");
  const numpy = spawn(venvPython, ["-I", "-B", script, String(seed), String(count)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve, reject) => numpy.on("error", reject).on("close", resolve));
  let [arrays, differing] = [0, 0];
  for await (const line of createInterface({ input: numpy.stdout })) {
    for (const difference of differencesOf(JSON.parse(line), arrays)) {
      if (differing++ < PRINTED) console.log(difference);
    }
    arrays++;
  }
  const code = await ended;
  if (code !== 0 || arrays !== count) throw new Error(`text.py ended with ${code} after ${arrays}`);
  console.log(`${arrays} arrays, ${2 * arrays} texts: ${differing} differences`);
  return differing;
}

/**
 * @param {TextCase} one
 * @param {number} i
 */
function differencesOf(one, i) {
  const { x, dtype } = inputOf(one, i);
  const options = { ...one.options, dtype };
  const separator = one.separator ?? undefined;
  const texts = {
    str: textOf(() => arrayToString(x, { ...options, separator })),
    repr: textOf(() => arrayRepr(x, options)),
  };
  return /** @type {const} */ (["str", "repr"])
    .filter((name) => texts[name] !== one[name])
    .map((name) => ({ case: i, call: name, numpy: one[name], here: texts[name], of: one }));
}

/** @param {() => string} call */
function textOf(call) {
  try {
    return call();
  } catch (error) {
    return String(error);
  }
}
