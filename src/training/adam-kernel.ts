import { BYTES } from "#wasm/adam.js";
import { type Constant, createMemory, instantiate } from "../wasm.js";

/** The numbers of a step of Adam, as adam.ts uses them. */
export interface AdamStep {
  readonly beta1: number;
  readonly beta2: number;
  readonly rate: number;
  readonly scale: number;
  readonly epsilon: number;
  readonly decay: number;
  readonly rest: number;
}

/** What assembly/adam.ts exports. */
interface Exports {
  readonly LENGTH: Constant;
  readonly W: Constant;
  readonly G: Constant;
  readonly STATE: Constant;
  step(count: number, m: number, v: number, ...numbers: number[]): void;
}

/** Weights from which vectors, and a memory of their own, win. */
const KERNEL_LENGTH = 4096;
const PAGE = 65_536;
const NUMBER = 8;

/** The steps of one parameter by WebAssembly SIMD, in whose memory its averages stay. */
export class AdamKernel {
  /** The averages of the gradients and of their squares. */
  readonly m: Float64Array;
  readonly v: Float64Array;
  readonly #w: Float64Array;
  readonly #g: Float64Array;
  readonly #step: Exports["step"];

  /** The kernel of `length` weights; undefined if they are few, or it cannot run. */
  static for(length: number): AdamKernel | undefined {
    if (length < KERNEL_LENGTH) return undefined;
    try {
      return new AdamKernel(length);
    } catch {
      return undefined;
    }
  }

  private constructor(length: number) {
    const even = length + (length % 2);
    const state = 2 * even * NUMBER;
    const memory = createMemory(Math.ceil(state / PAGE) + 1);
    const { LENGTH, W, G, STATE, step } = instantiate<Exports>(BYTES, memory);
    const array = (start: number, count: number): Float64Array =>
      new Float64Array(memory.buffer, start, count);
    this.m = array(STATE.value, length);
    this.v = array(STATE.value + even * NUMBER, length);
    this.#w = array(W.value, LENGTH.value);
    this.#g = array(G.value, LENGTH.value);
    this.#step = step;
  }

  /** Corrects the weights by their gradients. */
  step(w: Float64Array, gradient: Float64Array, numbers: AdamStep): void {
    const { beta1, beta2, rate, scale, epsilon, decay, rest } = numbers;
    const [m, v] = [this.m.byteOffset, this.v.byteOffset];
    for (let at = 0; at < w.length; at += this.#w.length) {
      const part = w.subarray(at, at + this.#w.length);
      const count = part.length;
      this.#w.set(part);
      this.#g.set(gradient.subarray(at, at + count));
      const offset = at * NUMBER;
      this.#step(count, m + offset, v + offset, beta1, beta2, rate, scale, epsilon, decay, rest);
      w.set(this.#w.subarray(0, count), at);
    }
  }
}
