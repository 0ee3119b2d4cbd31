import { copyIn, copyOut, type Part } from "./accumulator.js";
import type { AddProduct, Block } from "./block.js";
import { CAN_SHARE } from "./gemm.js";
import { type Packed, packColumns, packRows, type Range } from "./pack.js";
import { type Task, TEAM_WORK, WasmKernel } from "./wasm-kernel.js";

/**
 * The product by WebAssembly SIMD: parts of a, b and c that fit into the kernel's memory are copied
 * there, and c is copied back. Copying to a shared memory takes several times as long, so only
 * large products use one.
 */
export function wasmProduct(): AddProduct {
  const small = kernelProduct(new WasmKernel(false));
  let large: AddProduct | undefined;
  return (c, alpha, a, b) => {
    if (c.rows * c.columns * a.columns < TEAM_WORK) return small(c, alpha, a, b);
    large ??= CAN_SHARE ? kernelProduct(new WasmKernel(true)) : small;
    large(c, alpha, a, b);
  };
}

/** A task, and the part of c that it is for. */
interface Step extends Task {
  readonly to: Part;
}

/** While the helper computes one step, this thread prepares the next, and copies back the last. */
function kernelProduct(kernel: WasmKernel): AddProduct {
  return (c, alpha, a, b) => {
    kernel.begin(alpha);
    let running: Step | undefined;
    for (const step of steps(kernel, c, a, b)) {
      if (running) kernel.finish(running);
      kernel.start(step);
      if (running && running.c !== step.c) copyOut(running.c, running.stride, c, running.to);
      running = step;
    }
    if (!running) return;
    kernel.finish(running);
    copyOut(running.c, running.stride, c, running.to);
  };
}

/** The steps of a product, each prepared when it is asked for. */
function* steps(kernel: WasmKernel, c: Block, a: Block, b: Block): Generator<Step> {
  const depths = parts(a.columns, kernel.maxDepth);
  for (const columns of parts(c.columns, kernel.maxColumns)) {
    let packed: Packed | undefined;
    for (const rows of parts(c.rows, kernel.maxRows)) {
      const to = { rows, columns };
      const sums = kernel.nextC();
      const stride = copyIn(sums, kernel.stride, c, to);
      for (const depth of depths) {
        // With one depth, b is there already from the rows before.
        if (!packed || depths.length > 1) packed = packColumns(kernel.nextB(), b, columns, depth);
        yield {
          rows: rows.length,
          columns: columns.length,
          depth: depth.length,
          a: packRows(kernel.nextA(), a, rows, depth),
          b: packed,
          c: sums,
          stride,
          to,
        };
      }
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
