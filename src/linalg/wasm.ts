import { copyIn, copyOut } from "./accumulator.js";
import type { AddProduct } from "./block.js";
import { CAN_SHARE, gemm, gemmMemory } from "./gemm.js";
import { NUMBER, packColumns, packRows, type Range } from "./pack.js";
import { Team } from "./team.js";

/** Multiply-adds from which a helper pays. */
const TEAM_WORK = 1e6;

/**
 * The product by WebAssembly SIMD: parts of a, b and c that fit into the kernel's memory are copied
 * there, and c is copied back. Copying to a shared memory takes several times as long, so only
 * large products use one.
 */
export function wasmProduct(): AddProduct {
  const small = kernelProduct(false);
  let large: AddProduct | undefined;
  return (c, alpha, a, b) => {
    if (c.rows * c.columns * a.columns < TEAM_WORK) return small(c, alpha, a, b);
    large ??= CAN_SHARE ? kernelProduct(true) : small;
    large(c, alpha, a, b);
  };
}

/** The product by a kernel over a memory of its own; a shared one may have a helper. */
function kernelProduct(shared: boolean): AddProduct {
  const memory = gemmMemory(shared);
  const kernel = gemm(memory, shared);
  const [maxDepth, maxRows] = [kernel.MAX_DEPTH.value, kernel.MAX_ROWS.value];
  const [maxColumns, cStride] = [kernel.MAX_COLUMNS.value, kernel.C_STRIDE.value];
  const header = new Int32Array(memory.buffer, kernel.HEADER.value, 8);
  const factor = new Float64Array(memory.buffer, kernel.ALPHA.value, 1);
  const aMemory = new Float64Array(memory.buffer, kernel.A.value, maxRows * maxDepth);
  const bMemory = new Float64Array(memory.buffer, kernel.B.value, maxColumns * maxDepth);
  const cMemory = new Float64Array(memory.buffer, kernel.C.value, maxRows * cStride);
  let team: Team | undefined;

  return (c, alpha, a, b) => {
    team?.settle();
    factor[0] = alpha;
    const depths = parts(a.columns, maxDepth);
    for (const columns of parts(c.columns, maxColumns)) {
      for (const rows of parts(c.rows, maxRows)) {
        const stride = copyIn(cMemory, cStride, c, rows, columns);
        header[7] = stride * NUMBER;
        for (const depth of depths) {
          // With one depth, b is there already from the rows before.
          if (rows.start === 0 || depths.length > 1) {
            const { panel, step } = packColumns(bMemory, b, columns, depth);
            header[5] = panel;
            header[6] = step;
          }
          const { panel, lane, step } = packRows(aMemory, a, rows, depth);
          header[0] = depth.length;
          header[1] = Math.ceil(rows.length / 4);
          header[2] = panel;
          header[3] = lane;
          header[4] = step;
          multiply(Math.ceil(columns.length / 4), rows.length * columns.length * depth.length);
        }
        copyOut(cMemory, stride, c, rows, columns);
      }
    }
  };

  function multiply(panels: number, work: number): void {
    if (!shared || work < TEAM_WORK) kernel.panels(panels);
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
