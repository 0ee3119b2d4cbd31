/**
 * What compiled code calls, as `__cell__`. `await x` is compiled to
 * `__cell__.resume(__cell__.mark(), await __cell__.settle(x))`, so that after each await the code knows its
 * cell again, and does not go on when that was interrupted.
 */
export interface ModuleRuntime {
  mark(): unknown;
  settle(value: unknown): Promise<unknown>;
  resume(mark: never, outcome: never): unknown;
  /** The items of a `for await` loop. */
  iterate(items: AsyncIterable<unknown> | Iterable<unknown>): AsyncIterable<unknown>;
  /** `import(specifier)`. */
  load(specifier: string, options?: ImportCallOptions): Promise<unknown>;
  /** `import.meta` */
  readonly meta: object;
  /** Tells an error what its message quotes of compiled code; returns it. */
  caught(error: unknown): unknown;
  /** Asks whether a loop shall stop; returns how many turns it may go on before it asks again. */
  turn?(): number;
}

/** The same for a cell, which besides shares its names. */
export interface CellRuntime extends ModuleRuntime {
  declare(values: object): void;
  hoist(...names: string[]): void;
  /** Shares what a module exports: names of the cell to names of the module, `*` for it as a whole. */
  import(specifier: string, names: Record<string, string>): Promise<void>;
}
