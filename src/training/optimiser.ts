import type { Matrix } from "ml-matrix";
import { checkRange } from "../check.js";
import type { Parameter } from "../layers/layer.js";
import { valuesOf, writeBack } from "../linalg/dense.js";

/** What an optimiser has kept of the gradients of a parameter. */
export interface OptimiserState {
  /** How often the parameter was corrected. */
  readonly steps: number;
  /** Averages and the like, each of the length of the parameter, its rows one after the other. */
  readonly arrays: readonly Float64Array[];
}

/** What `Optimiser.toJSON` gives. */
export interface OptimiserJson {
  readonly name: string;
  readonly learningRate: number;
  readonly options: Readonly<Record<string, unknown>>;
}

/** An option that all optimisers have. */
export interface DecayOptions {
  /** Adds `weightDecay · w` to each gradient, the biases' too, as PyTorch does; default 0. A network's `l2` spares the biases. */
  readonly weightDecay?: number | undefined;
}

/**
 * How gradients become corrections: `step` corrects each parameter by its gradient, in one pass over
 * its memory. The formulas are PyTorch's: https://pytorch.org/docs/stable/optim.html
 *
 * One of your own extends this class and says in `correct` how; its public fields are its options.
 */
export abstract class Optimiser {
  readonly #name: string;
  #learningRate!: number;
  readonly #states = new WeakMap<Matrix, { steps: number; arrays: Float64Array[] }>();

  /** `name` is what a saved network calls it. */
  constructor(name: string, learningRate: number) {
    this.#name = name;
    this.learningRate = learningRate;
  }

  /** What a saved network calls it. */
  get name(): string {
    return this.#name;
  }

  /** The factor of each correction; may be changed between steps. TypeError, RangeError unless finite and ≥ 0. */
  get learningRate(): number {
    return this.#learningRate;
  }

  set learningRate(rate: number) {
    checkRange(this.#name, "learningRate", rate, 0, Infinity);
    this.#learningRate = rate;
  }

  /** Corrects every parameter once by its gradient, in place. */
  step(parameters: readonly Parameter[]): void {
    for (const { value, gradient } of parameters) {
      const state = this.#stateOf(value);
      state.steps += 1;
      const w = valuesOf(value);
      this.correct(w, valuesOf(gradient), state.arrays, state.steps);
      writeBack(value, w);
    }
  }

  /** The arrays in which it keeps what it needs of a parameter of `length` weights, as they are at first. */
  protected abstract newState(length: number): Float64Array[];

  /** Corrects `w` by its `gradient`, the `steps`th time, and writes to the arrays of the `state`. */
  protected abstract correct(
    w: Float64Array,
    gradient: Float64Array,
    state: readonly Float64Array[],
    steps: number,
  ): void;

  /** Its name, learning rate and options; the state is that of a parameter. */
  toJSON(): OptimiserJson {
    const options = { ...this } as Record<string, unknown>;
    return { name: this.#name, learningRate: this.learningRate, options };
  }

  /** What it has kept of a parameter; shared, not copied. */
  state(parameter: Parameter): OptimiserState {
    return this.#stateOf(parameter.value);
  }

  /** Goes on from a state. RangeError unless it has the arrays, of the lengths, that this optimiser keeps. */
  setState({ value }: Parameter, { steps, arrays }: OptimiserState): void {
    const length = value.rows * value.columns;
    const kept = this.newState(length);
    if (arrays.length !== kept.length || arrays.some((array) => array.length !== length)) {
      throw new RangeError(
        `${this.#name}.setState: expected ${kept.length} arrays of ${length} numbers, ` +
          `got arrays of ${arrays.map((array) => array.length).join(", ") || "nothing"}`,
      );
    }
    kept.forEach((array, i) => {
      array.set(arrays[i]);
    });
    this.#states.set(value, { steps, arrays: kept });
  }

  #stateOf(value: Matrix): { steps: number; arrays: Float64Array[] } {
    let state = this.#states.get(value);
    if (!state) {
      state = { steps: 0, arrays: this.newState(value.rows * value.columns) };
      this.#states.set(value, state);
    }
    return state;
  }
}

/** `count` arrays of zeros. */
export function zeros(count: number, length: number): Float64Array[] {
  return Array.from({ length: count }, () => new Float64Array(length));
}
