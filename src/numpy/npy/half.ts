// IEEE 754 binary16: a sign, 5 bits of exponent, 10 of mantissa. JavaScript of the oldest supported
// Node has no array of it. Bits are moved where numbers would lose the sign and payload of a NaN.

const SUBNORMAL_UNIT = 2 ** -24;
const INFINITY = 0x7c00;
const QUIET_NAN = 0x7e00;
const MIN_EXPONENT = -14;

/** The values of float16 bits, each exactly. */
export function fromHalves(halves: Uint16Array): Float32Array {
  const values = new Float32Array(halves.length);
  const bits = new Uint32Array(values.buffer);
  for (let i = 0; i < halves.length; i++) {
    const sign = (halves[i] & 0x8000) << 16;
    const exponent = (halves[i] >> 10) & 31;
    const mantissa = halves[i] & 1023;
    if (exponent === 0) {
      values[i] = mantissa * SUBNORMAL_UNIT;
      bits[i] |= sign;
    } else {
      // Rebiased by 127 - 15, and what means infinity or NaN to 255.
      bits[i] = sign | ((exponent === 31 ? 255 : exponent + 112) << 23) | (mantissa << 13);
    }
  }
  return values;
}

/** The float16 bits next to each number, ties to even, from 65520 on infinite. */
export function toHalves(values: ArrayLike<number>): Uint16Array {
  const halves = new Uint16Array(values.length);
  const bits =
    values instanceof Float32Array
      ? new Uint32Array(values.buffer, values.byteOffset, values.length)
      : undefined;
  for (let i = 0; i < halves.length; i++) {
    if (bits && Number.isNaN(values[i])) halves[i] = halfNaN(bits[i]);
    else halves[i] = toHalf(values[i]);
  }
  return halves;
}

/** The NaN of float16 with the sign and the highest bits of a NaN of float32. */
function halfNaN(bits: number): number {
  const payload = (bits >>> 13) & 1023;
  return ((bits >>> 16) & 0x8000) | INFINITY | (payload === 0 ? 1 : payload);
}

const double = new Float64Array(1);
const words = new DataView(double.buffer);
const HOST_IS_LITTLE = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

function toHalf(value: number): number {
  if (Number.isNaN(value)) return QUIET_NAN;
  double[0] = value;
  const high = words.getUint32(HOST_IS_LITTLE ? 4 : 0, HOST_IS_LITTLE);
  const sign = (high >>> 16) & 0x8000;
  const exponent = Math.max(((high >>> 20) & 0x7ff) - 1023, MIN_EXPONENT);
  if (exponent > 15) return sign | INFINITY;
  // A power of two, so exact; below 2048, and rounded up to that it is the next exponent.
  const mantissa = roundHalfEven(Math.abs(value) / 2 ** (exponent - 10));
  return sign | (((exponent - MIN_EXPONENT) << 10) + mantissa);
}

function roundHalfEven(x: number): number {
  const below = Math.floor(x);
  const rest = x - below;
  return rest > 0.5 || (rest === 0.5 && below % 2 === 1) ? below + 1 : below;
}
