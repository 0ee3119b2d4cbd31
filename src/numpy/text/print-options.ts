import { checkFlag, checkInteger, checkNumber, checkOptions, describe } from "../../check.js";
import { DTYPES, type DType } from "../npy/dtype.js";

/** How the text of an array is written: NumPy's print options, by NumPy's names. */
export interface PrintOptions {
  /** The most digits behind the point of a float; default 8. */
  readonly precision: number;
  /** No exponents for floats near 0: what is 0 at this precision is written so; default false. */
  readonly suppress: boolean;
  /** The number of elements above which only the edges are shown, `Infinity` for never; default 1000. */
  readonly threshold: number;
  /** Elements shown at each end of an axis then; default 3. */
  readonly edgeitems: number;
  /** The most characters in a line; default 75. */
  readonly linewidth: number;
  /**
   * What precision means for floats. `"maxprec"`, the default: at most so many digits, fewer where they
   * tell the number; `"maxprec_equal"`: of these, all elements as many; `"unique"`: as many as tell the
   * number; `"fixed"`: always so many.
   */
  readonly floatmode: FloatMode;
  /** Before a number that is not negative: nothing, the default, `"+"`, or a space. */
  readonly sign: Sign;
}

export type FloatMode = "maxprec" | "maxprec_equal" | "unique" | "fixed";
export type Sign = "-" | "+" | " ";

/** How the text of an array is written, as far as it is not NumPy's default. */
export type ArrayReprOptions = {
  readonly [K in keyof PrintOptions]?: PrintOptions[K] | undefined;
} & {
  /**
   * The type of the elements, by NumPy's name. Default: that of a typed array, uint8 of a
   * `Uint8ClampedArray`; int64 of what `randint`, `permutation` and `choice` have given, as long as it
   * holds integers; of other numbers and matrices float64; of bigints int64, or uint64 where they are too
   * large; of booleans bool. Floats are rounded to it; of numbers all but 0 are true.
   */
  readonly dtype?: DType | undefined;
};

const DEFAULTS: PrintOptions = {
  precision: 8,
  suppress: false,
  threshold: 1000,
  edgeitems: 3,
  linewidth: 75,
  floatmode: "maxprec",
  sign: "-",
};

const CHOICES: { readonly floatmode: readonly FloatMode[]; readonly sign: readonly Sign[] } = {
  floatmode: ["maxprec", "maxprec_equal", "unique", "fixed"],
  sign: ["-", "+", " "],
};

/** NumPy, too, has no room for more digits than that where all are asked for. */
const MOST_DIGITS = 16_000;

/** The options with the defaults. TypeError and RangeError, in the name of `call`, for others than there are. */
export function printOptionsOf(
  call: string,
  options: ArrayReprOptions,
  more: readonly string[] = [],
): PrintOptions {
  checkOptions(call, options, ["dtype", ...Object.keys(DEFAULTS), ...more]);
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  const all: PrintOptions = { ...DEFAULTS, ...Object.fromEntries(given) };
  const most = all.floatmode === "fixed" ? MOST_DIGITS : undefined;
  checkInteger(call, "precision", all.precision, 0, most);
  checkFlag(call, "suppress", all.suppress);
  checkLimit(call, "threshold", all.threshold);
  checkInteger(call, "edgeitems", all.edgeitems, 0);
  checkLimit(call, "linewidth", all.linewidth);
  checkChoice(call, "floatmode", all.floatmode, CHOICES.floatmode);
  checkChoice(call, "sign", all.sign, CHOICES.sign);
  if (options.dtype !== undefined) checkChoice(call, "dtype", options.dtype, DTYPES);
  return all;
}

function checkLimit(call: string, name: string, value: unknown): void {
  checkNumber(call, name, value);
  if (Number.isNaN(value)) {
    throw new RangeError(`${call}: expected ${name} to be a number or Infinity, got NaN`);
  }
}

function checkChoice(
  call: string,
  name: string,
  value: unknown,
  choices: readonly unknown[],
): void {
  if (choices.includes(value)) return;
  const list = choices.map((choice) => JSON.stringify(choice)).join(", ");
  throw new RangeError(`${call}: expected ${name} to be one of ${list}, got ${describe(value)}`);
}
