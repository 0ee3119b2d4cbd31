import { shared } from "./marks.js";

/** The names that cells share, as properties of the global object that no listing shows. */
export class Scope {
  readonly #declared = new Set<string>();

  /** Gives each name its value, as the declarations of a cell do. */
  declare(values: object): void {
    for (const [name, value] of Object.entries(values)) {
      this.#declared.add(name);
      const property = { value, writable: true, configurable: true, enumerable: false };
      Object.defineProperty(globalThis, shared(name), property);
    }
  }

  /** Makes `var` names known before they have a value; one that has a value keeps it. */
  hoist(...names: string[]): void {
    for (const name of names) {
      if (shared(name) in globalThis) this.#declared.add(name);
      else this.declare({ [name]: undefined });
    }
  }

  /** What this cell has come to declare. */
  get names(): string[] {
    return [...this.#declared];
  }

  /** Whether this cell has come to declare `name`. */
  readonly has = (name: string): boolean => this.#declared.has(name);
}
