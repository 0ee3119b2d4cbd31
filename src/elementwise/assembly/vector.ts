// Sigmoid, tanh and ReLU with their derivatives, two numbers at a time, in AssemblyScript.
//
// e^z = 2^(k/128) e^r with the integer k next to 128 z / ln 2, so |r| <= ln 2 / 256. 2^(k/128) is
// an entry of TABLE times a power of two, and e^r - 1 a polynomial of degree 5. e^z = s (1 + t) is
// kept in its two parts: so e^z is within 0.52 ulp, and 1 - e^z loses nothing where e^z is near 1.

/** For j = 0 … 127: a quarter of 2^(j/128) as a number, and its relative rounding error. */
export const TABLE: usize = 4096;
/** How many arguments fit, and where they, the values and the derivatives lie, in bytes. */
export const LENGTH: i32 = 1024;
export const X: usize = TABLE + 128 * 16;
export const Y: usize = X + <usize>LENGTH * 8;
export const DY: usize = Y + <usize>LENGTH * 8;

// Constants are loaded: V8 builds a constant vector anew at every use, which costs more.
const STEPS = memory.data<f64>([184.6649652337873]); // 128 / ln 2
const ROUNDER = memory.data<f64>([6755399441055744]); // 1.5 * 2^52: adding it leaves an integer in the low bits
const STEP_HIGH = memory.data<f64>([0.00541521234663378]); // ln 2 / 128, its first 32 bits,
const STEP_LOW = memory.data<f64>([1.4907929134926466e-12]); // and the rest
const SIXTH = memory.data<f64>([0.16666666666666666]);
const TWENTY_FOURTH = memory.data<f64>([0.041666666666666664]);
const HUNDRED_TWENTIETH = memory.data<f64>([0.008333333333333333]);
const ZERO = memory.data<f64>([0]);
const QUARTER = memory.data<f64>([0.25]);
const HALF = memory.data<f64>([0.5]);
const ONE = memory.data<f64>([1]);
const FOUR = memory.data<f64>([4]);
const MINUS_TWO = memory.data<f64>([-2]);
const MINUS_ZERO = memory.data<f64>([-0.0]);
const SIGMOID_MAX = memory.data<f64>([709.79]); // a bound that keeps e^z / 4 finite
const SIGMOID_MIN = memory.data<f64>([-700]); // e^z is nothing beside 1 from -37 on
const SIGMOID_ZERO = memory.data<f64>([-709.782712893384]); // below it, e^-x is infinite
const TANH_MIN = memory.data<f64>([-706]); // e^z / 4 still has all its bits
const TANH_FLAT = memory.data<f64>([353]); // beyond it, the derivative is below 2e-306
const INDEX = memory.data<i64>([127]);

/** y = 1 / (1 + e^-x) and dy = (1 - y) y of the first `count` arguments. */
export function sigmoid(count: i32): void {
  for (let at = X, end = X + <usize>count * 8; at < end; at += 16) {
    const x = v128.load(at);
    const z = f64x2.pmax(f64x2.pmin(f64x2.neg(x), both(SIGMOID_MAX)), both(SIGMOID_MIN));
    const k = nearest(z);
    const e0 = entry(i64x2.extract_lane(k, 0));
    const e1 = entry(i64x2.extract_lane(k, 1));
    const s = scaled(v128.shuffle<i64>(e0, e1, 0, 2), k);
    const quarter = f64x2.add(s, f64x2.mul(s, rest(z, k, v128.shuffle<i64>(e0, e1, 1, 3))));
    let y = f64x2.div(both(QUARTER), f64x2.add(both(QUARTER), quarter));
    y = v128.andnot(y, f64x2.lt(x, both(SIGMOID_ZERO)));
    v128.store(at, y, Y - X);
    v128.store(at, f64x2.mul(f64x2.sub(both(ONE), y), y), DY - X);
  }
}

/** y = (1 - e) / (1 + e) with the sign of x and dy = 4 e / (1 + e)^2, where e = e^(-2 |x|). */
export function tanh(count: i32): void {
  for (let at = X, end = X + <usize>count * 8; at < end; at += 16) {
    const x = v128.load(at);
    const z = f64x2.pmax(f64x2.mul(f64x2.abs(x), both(MINUS_TWO)), both(TANH_MIN));
    const k = nearest(z);
    const e0 = entry(i64x2.extract_lane(k, 0));
    const e1 = entry(i64x2.extract_lane(k, 1));
    const s = f64x2.mul(scaled(v128.shuffle<i64>(e0, e1, 0, 2), k), both(FOUR));
    const st = f64x2.mul(s, rest(z, k, v128.shuffle<i64>(e0, e1, 1, 3)));
    const e = f64x2.add(s, st);
    const sum = f64x2.add(both(ONE), e);
    const y = f64x2.div(f64x2.sub(f64x2.sub(both(ONE), s), st), sum);
    v128.store(at, v128.bitselect(x, y, both(MINUS_ZERO)), Y - X);
    const dy = f64x2.div(f64x2.mul(both(FOUR), e), f64x2.mul(sum, sum));
    v128.store(at, v128.andnot(dy, f64x2.gt(f64x2.abs(x), both(TANH_FLAT))), DY - X);
  }
}

/** y = x and dy = 1 of the first `count` arguments, 0 where x <= 0: without branches, which would be guessed wrong. */
export function relu(count: i32): void {
  for (let at = X, end = X + <usize>count * 8; at < end; at += 16) {
    const x = v128.load(at);
    const off = f64x2.le(x, both(ZERO));
    v128.store(at, v128.andnot(x, off), Y - X);
    v128.store(at, v128.andnot(both(ONE), off), DY - X);
  }
}

function both(constant: usize): v128 {
  return v128.load64_splat(constant);
}

/** k in the low bits of a number that ROUNDER has been added to. */
function nearest(z: v128): v128 {
  return f64x2.add(f64x2.mul(z, both(STEPS)), both(ROUNDER));
}

function entry(k: i64): v128 {
  return v128.load(TABLE + ((<usize>k & 127) << 4));
}

/** s / 4: the table's number with the rest of k, a multiple of 128, added to its exponent. */
function scaled(number: v128, k: v128): v128 {
  return i64x2.add(number, i64x2.shl(v128.andnot(k, both(INDEX)), 45));
}

/** t: e^r - 1 = r + r^2 ((1/2 + r/6) + r^2 (1/24 + r/120)), with the table's rounding error added. */
function rest(z: v128, k: v128, error: v128): v128 {
  const n = f64x2.sub(k, both(ROUNDER));
  const near = f64x2.sub(z, f64x2.mul(n, both(STEP_HIGH)));
  const r = f64x2.sub(near, f64x2.mul(n, both(STEP_LOW)));
  const r2 = f64x2.mul(r, r);
  const low = f64x2.add(both(HALF), f64x2.mul(r, both(SIXTH)));
  const high = f64x2.add(both(TWENTY_FOURTH), f64x2.mul(r, both(HUNDRED_TWENTIETH)));
  const bracket = f64x2.add(low, f64x2.mul(r2, high));
  return f64x2.add(f64x2.add(error, r), f64x2.mul(r2, bracket));
}
