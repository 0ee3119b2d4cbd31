import { MAX_AXES } from "../array-checks.js";
import { type DType, descrOf, LAYOUTS, otherTypeText, parseDescr } from "./dtype.js";
import { describeLiteral, type Literal, parseLiteral } from "./literal.js";
import { hasTwoOrders, shapeText } from "./shape.js";

/** What the header of a .npy file says of the array. */
export interface Header {
  readonly dtype: DType;
  readonly bigEndian: boolean;
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
}

/** The bytes of the elements in a file. */
interface Extent {
  readonly start: number;
  readonly length: number;
}

const MAGIC = "\x93NUMPY";
const VERSIONS = ["1.0", "2.0", "3.0"];
// More than version 1 can say only a structured dtype would need.
const MAX_LENGTH = 0xffff;
const KEYS = ["descr", "fortran_order", "shape"];

/** Whether these are the bytes of a .npy file, by its first six. */
export function isNpy(bytes: Uint8Array): boolean {
  return latin1(bytes.subarray(0, MAGIC.length)) === MAGIC;
}

/**
 * Reads the header and holds all it claims against the length of the file. RangeError, in the name
 * of `call`, that tells at which byte something else was expected.
 */
export function readHeader(call: string, bytes: Uint8Array): Header & Extent {
  const { text, textStart } = headerText(call, bytes);
  const fail = (expected: string, at: number, got: string): never =>
    refuse(call, `${expected} at byte ${textStart + at}`, got);
  const entries = entriesOf(call, parseLiteral(text, fail));
  const [descr, order, lengths] = KEYS.map((key) => entries.get(key) as Literal);
  const { dtype, bigEndian } = dtypeIn(call, descr);
  const shape = shapeIn(call, lengths);
  const fortranOrder = orderIn(call, order) && hasTwoOrders(shape);
  const start = textStart + text.length;
  const length = dataLength(call, dtype, shape, start, bytes.length);
  return { dtype, bigEndian, fortranOrder, shape, start, length };
}

/** The text as bytes became characters, one each, so that places in it are those in the file. */
function headerText(call: string, bytes: Uint8Array): { text: string; textStart: number } {
  if (!isNpy(bytes)) {
    const start = JSON.stringify(latin1(bytes.subarray(0, MAGIC.length)));
    refuse(call, `a .npy file, which begins with ${JSON.stringify(MAGIC)}`, start);
  }
  const view = viewOf(call, bytes, MAGIC.length, 2, "the version");
  const version = `${view.getUint8(0)}.${view.getUint8(1)}`;
  if (!VERSIONS.includes(version)) {
    refuse(call, `version ${VERSIONS.join(", ")} of the format`, version);
  }
  const size = version === "1.0" ? 2 : 4;
  const lengthView = viewOf(call, bytes, MAGIC.length + 2, size, "the header's length");
  const length = size === 2 ? lengthView.getUint16(0, true) : lengthView.getUint32(0, true);
  const textStart = MAGIC.length + 2 + size;
  if (length > MAX_LENGTH) refuse(call, `a header of at most ${MAX_LENGTH} bytes`, `${length}`);
  viewOf(call, bytes, textStart, length, "the header");
  return { text: latin1(bytes.subarray(textStart, textStart + length)), textStart };
}

function viewOf(
  call: string,
  bytes: Uint8Array,
  start: number,
  length: number,
  what: string,
): DataView {
  const rest = Math.max(0, bytes.length - start);
  if (rest < length) refuse(call, `${length} bytes of ${what} from byte ${start} on`, `${rest}`);
  return new DataView(bytes.buffer, bytes.byteOffset + start, length);
}

function entriesOf(call: string, header: Literal): ReadonlyMap<string, Literal> {
  if (header.kind !== "dictionary") {
    return refuse(call, "the header to be a dictionary", describeLiteral(header));
  }
  const keys = [...header.entries.keys()].sort();
  if (keys.join() !== KEYS.join()) {
    const got = keys.length > KEYS.length + 1 ? `${keys.length} keys` : keys.join(", ");
    refuse(call, `the header to have the keys ${KEYS.join(", ")}`, got || "none");
  }
  return header.entries;
}

function dtypeIn(call: string, descr: Literal): { dtype: DType; bigEndian: boolean } {
  const expectation = "descr to be bool, or integers or floats of at most 64 bits";
  if (descr.kind !== "string") {
    const note = descr.kind === "list" ? " (a structured dtype)" : "";
    return refuse(call, expectation, describeLiteral(descr) + note);
  }
  const type = parseDescr(descr.text);
  return type ?? refuse(call, expectation, describeLiteral(descr) + otherTypeText(descr.text));
}

function orderIn(call: string, order: Literal): boolean {
  if (order.kind === "word" && (order.text === "True" || order.text === "False")) {
    return order.text === "True";
  }
  return refuse(call, "fortran_order to be True or False", describeLiteral(order));
}

function shapeIn(call: string, shape: Literal): number[] {
  if (shape.kind !== "tuple") {
    return refuse(call, "shape to be a tuple", describeLiteral(shape));
  }
  if (shape.items.length > MAX_AXES) {
    refuse(call, `at most ${MAX_AXES} axes`, `${shape.items.length}`);
  }
  return shape.items.map((item) => {
    const length = item.kind === "integer" ? Number(item.text) : Number.NaN;
    if (Number.isSafeInteger(length) && length >= 0) return length + 0;
    return refuse(call, "each length in shape to be an integer >= 0", describeLiteral(item));
  });
}

/** The bytes of all elements; what more there is in the file is left unread, as by NumPy. */
function dataLength(
  call: string,
  dtype: DType,
  shape: readonly number[],
  start: number,
  end: number,
): number {
  // Above 2^53 a product is inexact, but still too much.
  const length = shape.reduce((product, axis) => product * axis, LAYOUTS[dtype].size);
  const isEmpty = shape.includes(0); // even beside axes whose product is infinite
  if (!isEmpty && length > end - start) {
    const what = `${length} bytes of data, ${dtype} of shape ${shapeText(shape)},`;
    refuse(call, `${what} from byte ${start} on`, `${end - start}`);
  }
  return isEmpty ? 0 : length;
}

/** The header of version 1.0 that numpy.save writes. */
export function writeHeader({ dtype, bigEndian, fortranOrder, shape }: Header): Uint8Array {
  const order = fortranOrder ? "True" : "False";
  const descr = descrOf(dtype, bigEndian);
  const dictionary = `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': ${shapeText(shape)}, }`;
  const text = dictionary + roomToGrow(fortranOrder ? shape.at(-1) : shape[0]);
  const length = ALIGNMENT * Math.floor((PREFIX + text.length + 1) / ALIGNMENT + 1);
  const bytes = new Uint8Array(length).fill(" ".charCodeAt(0));
  bytes.set(charCodes(`${MAGIC}\x01\x00`));
  new DataView(bytes.buffer).setUint16(PREFIX - 2, length - PREFIX, true);
  bytes.set(charCodes(text), PREFIX);
  bytes[length - 1] = "\n".charCodeAt(0);
  return bytes;
}

/** Bytes before the text of version 1.0. */
const PREFIX = MAGIC.length + 4;
const ALIGNMENT = 64;
const GROWN_DIGITS = 21;

/** NumPy leaves room for the longest number in place of the axis along which a file can grow. */
function roomToGrow(length: number | undefined): string {
  return length === undefined ? "" : " ".repeat(GROWN_DIGITS - String(length).length);
}

function latin1(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i++) text += String.fromCharCode(bytes[i]);
  return text;
}

function charCodes(text: string): number[] {
  return Array.from(text, (char) => char.charCodeAt(0));
}

function refuse(call: string, expected: string, got: string): never {
  throw new RangeError(`${call}: expected ${expected}, got ${got}`);
}
