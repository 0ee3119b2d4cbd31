import type { AddProduct, Block } from "./block.js";
import { gemm, gemmMemory } from "./gemm.js";
import { packColumns, packRows, type Range } from "./pack.js";
import { Team } from "./team.js";

/** Multiply-adds from which waking the helper pays. */
const TEAM_WORK = 1e6;

/**
 * The product by WebAssembly SIMD: parts of a and b that fit into the kernel's memory are copied
 * there, multiplied, and added to c from there.
 */
export function wasmProduct(): AddProduct {
  const memory = gemmMemory();
  const kernel = gemm(memory);
  const [maxDepth, maxRows] = [kernel.MAX_DEPTH.value, kernel.MAX_ROWS.value];
  const [maxColumns, stride] = [kernel.MAX_COLUMNS.value, kernel.C_STRIDE.value];
  const header = new Int32Array(memory.buffer, kernel.HEADER.value, 7);
  const aMemory = new Float64Array(memory.buffer, kernel.A.value, maxRows * maxDepth);
  const bMemory = new Float64Array(memory.buffer, kernel.B.value, maxColumns * maxDepth);
  const sums = new Float64Array(memory.buffer, kernel.C.value, maxRows * stride);
  let team: Team | undefined;

  return (c, alpha, a, b) => {
    team?.settle();
    for (const columns of parts(c.columns, maxColumns)) {
      for (const depth of parts(a.columns, maxDepth)) {
        const bLayout = packColumns(bMemory, b, columns, depth);
        for (const rows of parts(c.rows, maxRows)) {
          const aLayout = packRows(aMemory, a, rows, depth);
          header[0] = depth.length;
          header[1] = Math.ceil(rows.length / 4);
          header[2] = aLayout.panel;
          header[3] = aLayout.lane;
          header[4] = aLayout.step;
          header[5] = bLayout.panel;
          header[6] = bLayout.step;
          multiply(Math.ceil(columns.length / 4), rows.length * columns.length * depth.length);
          addTo(c, rows, columns, alpha, sums, stride);
        }
      }
    }
  };

  function multiply(panels: number, work: number): void {
    if (work < TEAM_WORK) kernel.panels(panels);
    else {
      team ??= new Team("wasm-helper.js", { memory });
      team.run(panels, kernel.panel);
    }
  }
}

/** 0 … `length` - 1 in as few, nearly equal ranges of at most `max` as can be, whole panels each. */
function parts(length: number, max: number): Range[] {
  const size = Math.ceil(length / Math.ceil(length / max) / 4) * 4;
  const ranges: Range[] = [];
  for (let start = 0; start < length; start += size) {
    ranges.push({ start, length: Math.min(size, length - start) });
  }
  return ranges;
}

function addTo(
  c: Block,
  rows: Range,
  columns: Range,
  alpha: number,
  sums: Float64Array,
  stride: number,
): void {
  for (let i = 0; i < rows.length; i++) {
    const to = (rows.start + i) * c.stride + columns.start;
    addRow(c.values, to, alpha, sums, i * stride, columns.length);
  }
}

function addRow(
  values: Float64Array,
  to: number,
  alpha: number,
  sums: Float64Array,
  from: number,
  length: number,
): void {
  for (let j = 0; j < length; j++) values[to + j] += alpha * sums[from + j];
}
