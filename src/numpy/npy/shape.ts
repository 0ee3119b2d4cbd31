const WORD = 4;

/**
 * The elements of `size` bytes of an array of this shape, given in Fortran order (first axis
 * fastest), in C order (last axis fastest). `bytes` must be all of their buffer.
 */
export function fromFortranOrder(
  bytes: Uint8Array,
  size: number,
  shape: readonly number[],
): Uint8Array {
  const ordered = new Uint8Array(bytes.length);
  if (size === 1) copyElements(bytes, ordered, 1, shape);
  else if (size < WORD) {
    copyElements(new Uint16Array(bytes.buffer), new Uint16Array(ordered.buffer), 1, shape);
  } else {
    const words = size / WORD;
    copyElements(new Uint32Array(bytes.buffer), new Uint32Array(ordered.buffer), words, shape);
  }
  return ordered;
}

interface Words {
  readonly length: number;
  [i: number]: number;
}

function copyElements(from: Words, to: Words, words: number, shape: readonly number[]): void {
  const strides = fortranStrides(words, shape);
  const index = shape.map(() => 0);
  let place = 0;
  for (let i = 0; i < to.length; i += words) {
    for (let word = 0; word < words; word++) to[i + word] = from[place + word];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      place += strides[axis];
      if (++index[axis] < shape[axis]) break;
      place -= strides[axis] * shape[axis];
      index[axis] = 0;
    }
  }
}

function fortranStrides(words: number, shape: readonly number[]): number[] {
  let stride = words;
  return shape.map((length) => {
    const own = stride;
    stride *= length;
    return own;
  });
}

/** Whether the two orders of an array of this shape differ. */
export function hasTwoOrders(shape: readonly number[]): boolean {
  return !shape.includes(0) && shape.filter((length) => length > 1).length > 1;
}

/** Python's text of the tuple. */
export function shapeText(shape: readonly number[]): string {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
}
