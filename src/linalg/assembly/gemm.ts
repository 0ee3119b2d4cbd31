// The kernel of the WebAssembly matrix product, in AssemblyScript: C += alpha · A · B.
//
// A 4 × 4 tile of C is summed up in 8 vectors that stay in registers; each step k of the sum takes 4
// numbers of A and two vectors of B. Large operands are packed: panels of 4 rows of A, or 4 columns
// of B, in which the 4 numbers of a step lie side by side. Small ones are read where they lie. What
// is read beyond their edges ends up in parts of C that nobody looks at.

/** Steps of the sum, and rows and columns of C, that fit at once. */
export const MAX_DEPTH: i32 = 256;
export const MAX_ROWS: i32 = 256;
export const MAX_COLUMNS: i32 = 512;

/** Distance of two rows of C, in numbers: not a power of two, which would crowd one cache set. */
export const C_STRIDE: i32 = MAX_COLUMNS + 8;

const NUMBER: usize = 8;
const VECTORS: usize = 4 * NUMBER;

/** Where the numbers below are read, 32-bit integers; the distances are in bytes. */
export const HEADER: usize = 1024;
const DEPTH: usize = HEADER; // steps of the sum
const A_PANELS: usize = HEADER + 4; // fours of rows of A
const A_PANEL: usize = HEADER + 8; // from one panel of A to the next
const A_ROW: usize = HEADER + 12; // from one row of A to the next
const A_STEP: usize = HEADER + 16; // from one step of A to the next
const B_PANEL: usize = HEADER + 20;
const B_STEP: usize = HEADER + 24;
const C_ROW: usize = HEADER + 28;

/** Where alpha is read, a 64-bit number. */
export const ALPHA: usize = HEADER + 32;

/** Where A, B and C begin, in bytes, and where C ends. */
export const A: usize = 4096;
export const B: usize = A + <usize>(MAX_ROWS * MAX_DEPTH) * NUMBER;
export const C: usize = B + <usize>(MAX_COLUMNS * MAX_DEPTH) * NUMBER;
export const END: usize = C + <usize>(MAX_ROWS * C_STRIDE) * NUMBER;

/** Computes the columns of C that belong to the first `count` panels of B. */
export function panels(count: i32): void {
  for (let j = 0; j < count; j++) panel(j);
}

/** Computes the 4 columns of C that belong to panel `j` of B. */
export function panel(j: i32): void {
  const aPanels = load<i32>(A_PANELS);
  const aPanel = <usize>load<i32>(A_PANEL);
  const cPanel = <usize>load<i32>(C_ROW) * 4;
  const b = B + <usize>j * <usize>load<i32>(B_PANEL);
  let a = A;
  let c = C + <usize>j * VECTORS;
  for (let i = 0; i < aPanels; i++) {
    tile(a, b, c);
    a += aPanel;
    c += cPanel;
  }
}

function tile(a: usize, b: usize, c: usize): void {
  const row = <usize>load<i32>(A_ROW);
  const aStep = <usize>load<i32>(A_STEP);
  const bStep = <usize>load<i32>(B_STEP);
  const end = b + bStep * <usize>load<i32>(DEPTH);
  let a2 = a + 2 * row;
  let c00 = f64x2.splat(0);
  let c01 = f64x2.splat(0);
  let c10 = f64x2.splat(0);
  let c11 = f64x2.splat(0);
  let c20 = f64x2.splat(0);
  let c21 = f64x2.splat(0);
  let c30 = f64x2.splat(0);
  let c31 = f64x2.splat(0);
  while (b < end) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = v128.load64_splat(a);
    c00 = f64x2.add(c00, f64x2.mul(x, b0));
    c01 = f64x2.add(c01, f64x2.mul(x, b1));
    x = v128.load64_splat(a + row);
    c10 = f64x2.add(c10, f64x2.mul(x, b0));
    c11 = f64x2.add(c11, f64x2.mul(x, b1));
    x = v128.load64_splat(a2);
    c20 = f64x2.add(c20, f64x2.mul(x, b0));
    c21 = f64x2.add(c21, f64x2.mul(x, b1));
    x = v128.load64_splat(a2 + row);
    c30 = f64x2.add(c30, f64x2.mul(x, b0));
    c31 = f64x2.add(c31, f64x2.mul(x, b1));
    a += aStep;
    a2 += aStep;
    b += bStep;
  }
  const cRow = <usize>load<i32>(C_ROW);
  addRow(c, c00, c01);
  addRow(c + cRow, c10, c11);
  addRow(c + 2 * cRow, c20, c21);
  addRow(c + 3 * cRow, c30, c31);
}

function addRow(row: usize, left: v128, right: v128): void {
  const alpha = v128.load64_splat(ALPHA);
  v128.store(row, f64x2.add(v128.load(row), f64x2.mul(alpha, left)));
  v128.store(row, f64x2.add(v128.load(row, 16), f64x2.mul(alpha, right)), 16);
}
