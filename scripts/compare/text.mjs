import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { arrayRepr, arrayToString } from "../../dist/index.mjs";
import { inputOf } from "./text-case.mjs";

const SCRIPT = fileURLToPath(new URL("text.py", import.meta.url));

/**
 * Compares `arrayToString` and `arrayRepr` with NumPy's texts of `count` random arrays, of all dtypes
 * and with all print options. Gives how many were compared and what differs.
 * @param {string} python
 * @param {number} seed
 * @param {number} count
 */
export async function compareText(python, seed, count) {
  const numpy = spawn(python, ["-I", "-B", SCRIPT, String(seed), String(count)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve, reject) => numpy.on("error", reject).on("close", resolve));
  const differences = [];
  let compared = 0;
  for await (const line of createInterface({ input: numpy.stdout })) {
    differences.push(...differencesOf(JSON.parse(line), compared++));
  }
  const code = await ended;
  if (code !== 0) throw new Error(`text.py ended with ${code}`);
  return { compared, differences };
}

/**
 * @param {import("./text-case.mjs").TextCase} one
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
