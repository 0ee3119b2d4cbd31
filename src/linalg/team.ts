import { allowed, builtin, environment } from "../node.js";
import type { StartHelper } from "./helper.js";

// Two threads share the parts of one product. Whoever is free takes the next part, and every part
// is computed in one way by whoever takes it: so the result does not depend on the threads.

/** Parts nobody has taken; parts that are done; products so far; whether the helper takes parts. */
const OPEN = 0;
const DONE = 1;
const PRODUCTS = 2;
const BUSY = 3;
const SLOTS = 4;

/**
 * How often a helper looks for the next product, some 2 ms, before it goes to sleep: longer than what
 * lies between the products of a network's steps, since to be woken takes some 50 µs.
 */
const LOOKS = 250_000;

/** Computes one part of the product at hand. */
export type Compute = (part: number) => void;

/** What `startHelper` gives the helper beside the data of its backend. */
export interface HelperData {
  readonly control: Int32Array;
}

export class Team {
  readonly #control: Int32Array | undefined;

  /**
   * Starts a helper thread, which calls `help`. Where none can be had (a page that is not isolated, a
   * machine with one core, a bundle without the script, MIDDLE_LAYER_THREADS=1), the team is this
   * thread alone.
   */
  constructor(startHelper: StartHelper, data: object) {
    if (threads() < 2) return;
    const control = new Int32Array(new SharedArrayBuffer(4 * SLOTS));
    if (startHelper({ ...data, control })) this.#control = control;
  }

  /**
   * Waits until the helper has left the last product, after which what that one read may change. It
   * has, unless the product was interrupted: then it may still be taking parts.
   */
  settle(): void {
    const control = this.#control;
    if (!control) return;
    Atomics.store(control, OPEN, 0);
    while (Atomics.load(control, BUSY) === 1);
  }

  /** Lets the helper begin with the parts 0 … `parts` - 1, in any order; `finish` has to follow. */
  start(parts: number): void {
    const control = this.#control;
    if (!control) return;
    Atomics.store(control, DONE, 0);
    Atomics.store(control, OPEN, parts);
    Atomics.add(control, PRODUCTS, 1);
    Atomics.notify(control, PRODUCTS);
  }

  /** Computes what is left of the parts, and returns when all are done. */
  finish(parts: number, compute: Compute): void {
    const control = this.#control;
    if (!control) {
      for (let part = 0; part < parts; part++) compute(part);
      return;
    }
    takeParts(control, compute);
    while (Atomics.load(control, DONE) < parts); // the helper is at its last part
  }
}

/** The life of a helper thread: takes parts of one product after the other. */
export function help({ control }: HelperData, compute: Compute): never {
  for (let products = 0; ; ) {
    Atomics.store(control, BUSY, 1);
    takeParts(control, compute);
    Atomics.store(control, BUSY, 0);
    for (let i = 0; i < LOOKS && Atomics.load(control, PRODUCTS) === products; i++);
    Atomics.wait(control, PRODUCTS, products);
    products = Atomics.load(control, PRODUCTS);
  }
}

function takeParts(control: Int32Array, compute: Compute): void {
  for (;;) {
    // A part that is taken keeps its product open, so what `compute` reads of it stays.
    const part = Atomics.sub(control, OPEN, 1) - 1;
    if (part < 0) return;
    compute(part);
    Atomics.add(control, DONE, 1);
  }
}

function threads(): number {
  const limit = Number(environment("MIDDLE_LAYER_THREADS") ?? 2);
  return Math.min(limit, cores());
}

function cores(): number {
  const { navigator } = globalThis as { navigator?: { hardwareConcurrency?: number } };
  const known = navigator?.hardwareConcurrency;
  return known ?? allowed(() => builtin("os")?.availableParallelism()) ?? 1;
}
