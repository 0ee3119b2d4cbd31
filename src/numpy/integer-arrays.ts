// NumPy's arrays know that they hold integers; an array of JavaScript's numbers and a `Matrix` do not,
// so it is noted here of those that come out of `randint`, `permutation` and `choice`.

const marked = new WeakSet<object>();

/**
 * Notes that an array, with all arrays in it, or a matrix holds integers, as NumPy's int64 arrays do;
 * gives it back, and anything else as it is. A copy is not marked, and what is marked may get fractions later: who relies on the
 * mark looks at the numbers.
 */
export function markInteger<T>(x: T): T {
  if (typeof x === "object" && x !== null) marked.add(x);
  if (Array.isArray(x)) {
    for (const part of x) if (Array.isArray(part)) markInteger(part);
  }
  return x;
}

/** Whether `x` is an array or a matrix that `markInteger` has seen. */
export function isMarkedInteger(x: unknown): boolean {
  return typeof x === "object" && x !== null && marked.has(x);
}

/** Marks `x` if `source`, out of which its numbers are, is marked or a typed array of integers. */
export function markLike<T>(source: unknown, x: T): T {
  return isMarkedInteger(source) || INTEGERS.test(Object.prototype.toString.call(source))
    ? markInteger(x)
    : x;
}

const INTEGERS = /^\[object U?int(8|16|32|8Clamped)array\]$/i;
