/**
 * Cells share their top-level names as properties of the global object: fast, and what a function sees is
 * always the latest value. There each name ends in this mark, an invisible character that nobody types,
 * so that no cell's `process` or `name` gets in the way of a library's.
 */
export const MARK = "\u{E01EF}";

/** What compiled files call the object that they reach the kernel by. */
export const CELL = "__cell__";

/** The name under which cells share `name`. */
export function shared(name: string): string {
  return name + MARK;
}

const AWAITED = new RegExp(`${CELL}\\.\\w+\\(\\.\\.\\.\\)`, "g");
const IMPORTED = /\(0 , (?:\w+_\d+\.)?([\w$.]+)\)/g;

/** A message of the JavaScript engine, which may quote compiled code, as if it quoted the cell. */
export function unmarked(text: string): string {
  const plain = text.includes(MARK) ? text.replaceAll(MARK, "") : text;
  if (!plain.includes(CELL) && !plain.includes("(0 , ")) return plain;
  return plain.replace(AWAITED, "(intermediate value)").replace(IMPORTED, "$1");
}
