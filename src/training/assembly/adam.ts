// A step of Adam, two weights at a time, in AssemblyScript: the same operations in the same order as in
// adam.ts, so the same bits.

/** How many weights and gradients fit, and where they lie, in bytes. The averages follow them. */
export const LENGTH: i32 = 2048;
export const W: usize = 4096;
export const G: usize = W + <usize>LENGTH * 8;
export const STATE: usize = G + <usize>LENGTH * 8;

/** Corrects the first `count` weights, whose averages lie at `m` and `v`. */
export function step(
  count: i32,
  m: usize,
  v: usize,
  beta1: f64,
  beta2: f64,
  rate: f64,
  scale: f64,
  epsilon: f64,
  decay: f64,
  rest: f64,
): void {
  const b1 = f64x2.splat(beta1);
  const c1 = f64x2.splat(1 - beta1);
  const b2 = f64x2.splat(beta2);
  const c2 = f64x2.splat(1 - beta2);
  const r = f64x2.splat(rate);
  const s = f64x2.splat(scale);
  const e = f64x2.splat(epsilon);
  const d = f64x2.splat(decay);
  const k = f64x2.splat(rest);
  for (let at: usize = 0, end = <usize>count * 8; at < end; at += 16) {
    const w = v128.load(W + at);
    const slope = f64x2.add(v128.load(G + at), f64x2.mul(d, w));
    const mean = f64x2.add(f64x2.mul(b1, v128.load(m + at)), f64x2.mul(c1, slope));
    const part = f64x2.mul(f64x2.mul(c2, slope), slope);
    const square = f64x2.add(f64x2.mul(b2, v128.load(v + at)), part);
    v128.store(m + at, mean);
    v128.store(v + at, square);
    const size = f64x2.add(f64x2.mul(f64x2.sqrt(square), s), e);
    const step = f64x2.div(f64x2.mul(r, mean), size);
    v128.store(W + at, f64x2.sub(f64x2.mul(k, w), step));
  }
}
