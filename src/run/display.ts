import { inspect } from "node:util";
import { matrixText } from "./matrix-text.js";

/** Data by MIME type. */
export type MimeBundle = Record<string, unknown>;

/** Values describe themselves by a method of this name, also in Deno's kernel; it may be async. */
const DISPLAY = Symbol.for("Jupyter.display");

/**
 * A value as a front end shows it: the MIME bundle that its `Symbol.for("Jupyter.display")` method
 * returns, an ml-matrix Matrix as its NumPy text, anything else as Node's REPL does, without colours.
 */
export async function toMimeBundle(value: unknown): Promise<MimeBundle> {
  const method = (value as { [DISPLAY]?: unknown } | null | undefined)?.[DISPLAY];
  if (typeof method !== "function") return { "text/plain": matrixText(value) ?? inspect(value) };
  const bundle: unknown = await method.call(value);
  if (typeof bundle !== "object" || bundle === null || Array.isArray(bundle)) {
    throw new TypeError(
      `Symbol.for("Jupyter.display"): expected an object of data by MIME type, got ${inspect(bundle)}`,
    );
  }
  return "text/plain" in bundle ? { ...bundle } : { ...bundle, "text/plain": inspect(value) };
}
