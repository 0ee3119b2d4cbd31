// The kernel of the WebAssembly matrix product, in AssemblyScript: C += alpha · A · B.
//
// A 4 × 4 tile of C is summed up in 8 vectors that stay in registers; each step k of the sum takes 4
// numbers of A and two vectors of B. A is packed: panels of 4 rows in which the 4 numbers of a step lie
// side by side. So is a large B, in panels of 4 columns; a small one is read where it lies. What is
// read beyond the edges ends up in parts of C that nobody looks at.

/** Steps of the sum, and rows and columns of C, that fit at once. */
export const MAX_DEPTH: i32 = 256;
export const MAX_ROWS: i32 = 256;
export const MAX_COLUMNS: i32 = 512;

/** Distance of two rows of C, in numbers: not a power of two, which would crowd one cache set. */
export const C_STRIDE: i32 = MAX_COLUMNS + 8;

const NUMBER: usize = 8;
const VECTORS: usize = 4 * NUMBER;

/** Where the address of the task at hand is read, a 32-bit integer, and alpha, a 64-bit number. */
export const TASK: usize = 1024;
export const ALPHA: usize = TASK + 8;

/** Where tasks may lie, TASK_SIZE bytes each. While one is computed, the next can be prepared. */
export const TASKS: usize = TASK + 64;
export const TASK_SIZE: i32 = 32;

// A task: 32-bit integers at these distances. Addresses and distances are in bytes.
const DEPTH: usize = 0; // steps of the sum
const A_PANELS: usize = 4; // fours of rows of A
const B_PANEL: usize = 8; // from one panel of B to the next
const B_STEP: usize = 12; // from one step of B to the next
const C_ROW: usize = 16; // from one row of C to the next
const A_START: usize = 20;
const B_START: usize = 24;
const C_START: usize = 28;

/** Where two As, two Bs and two Cs begin, in bytes, and where they end. */
export const A: usize = 4096;
export const B: usize = A + 2 * <usize>(MAX_ROWS * MAX_DEPTH) * NUMBER;
export const C: usize = B + 2 * <usize>(MAX_COLUMNS * MAX_DEPTH) * NUMBER;
export const END: usize = C + 2 * <usize>(MAX_ROWS * C_STRIDE) * NUMBER;

/** Computes the columns of C that belong to the first `count` panels of B. */
export function panels(count: i32): void {
  for (let j = 0; j < count; j++) panel(j);
}

/** Computes the 4 columns of C that belong to panel `j` of B. */
export function panel(j: i32): void {
  const task = <usize>load<i32>(TASK);
  const aPanels = load<i32>(task + A_PANELS);
  const aPanel = distance(task, DEPTH) * VECTORS;
  const cPanel = distance(task, C_ROW) * 4;
  const b = distance(task, B_START) + <usize>j * distance(task, B_PANEL);
  let a = distance(task, A_START);
  let c = distance(task, C_START) + <usize>j * VECTORS;
  for (let i = 0; i < aPanels; i++) {
    tile(task, a, b, c);
    a += aPanel;
    c += cPanel;
  }
}

/** A distance or an address in a task. */
function distance(task: usize, at: usize): usize {
  return <usize>load<i32>(task + at);
}

function tile(task: usize, a: usize, b: usize, c: usize): void {
  const bStep = distance(task, B_STEP);
  const end = b + bStep * distance(task, DEPTH);
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
    x = v128.load64_splat(a, 8);
    c10 = f64x2.add(c10, f64x2.mul(x, b0));
    c11 = f64x2.add(c11, f64x2.mul(x, b1));
    x = v128.load64_splat(a, 16);
    c20 = f64x2.add(c20, f64x2.mul(x, b0));
    c21 = f64x2.add(c21, f64x2.mul(x, b1));
    x = v128.load64_splat(a, 24);
    c30 = f64x2.add(c30, f64x2.mul(x, b0));
    c31 = f64x2.add(c31, f64x2.mul(x, b1));
    a += VECTORS;
    b += bStep;
  }
  const cRow = distance(task, C_ROW);
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
