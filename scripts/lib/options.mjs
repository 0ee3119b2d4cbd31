import { parseArgs } from "node:util";
import { Failure } from "./failure.mjs";

/** @typedef {NonNullable<import("node:util").ParseArgsConfig["options"]>} Options */

/**
 * Reads a command line. `--help` prints the usage and ends the process; what is not understood is a
 * failure with the usage below it.
 *
 * @template {Options} O
 * @param {object} config
 * @param {string} config.usage
 * @param {O} [config.options]
 * @param {boolean} [config.allowPositionals] whether other arguments than options are expected
 * @param {string[]} [config.args]
 */
export function readOptions({ usage, options, allowPositionals = false, args }) {
  const all = { ...options, help: { type: /** @type {const} */ ("boolean"), short: "h" } };
  try {
    const parsed = parseArgs({
      args: args ?? process.argv.slice(2),
      options: /** @type {O & typeof all} */ (all),
      allowPositionals,
    });
    if (/** @type {{ help?: boolean }} */ (parsed.values).help) showUsage(usage);
    return parsed;
  } catch (error) {
    if (!isOfUser(error)) throw error;
    throw new Failure(`${/^[^.\n]*/.exec(error.message)}\n${usage}`);
  }
}

/** Prints the usage and ends the process. @param {string} usage @returns {never} */
export function showUsage(usage) {
  console.log(usage);
  process.exit(0);
}

/** The number that an option holds. @param {string} name @param {unknown} text @param {number} [least] */
export function wholeNumber(name, text, least = 0) {
  const number = /^\d+$/.test(String(text)) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(number) && number >= least) return number;
  throw new Failure(
    `--${name}: expected a whole number from ${least} on, got ${text || "nothing"}`,
  );
}

/** @param {unknown} error @returns {error is Error} */
function isOfUser(error) {
  return error instanceof TypeError && "code" in error && /PARSE_ARGS/.test(String(error.code));
}
