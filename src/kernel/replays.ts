/** How many signatures are remembered at least; IPython remembers as many at most. */
const MEMORY = 1 << 16;

/** The signatures of the messages that came in: whoever does not know the key can only send one again. */
export class Replays {
  #latest = new Set<string>();
  #earlier = new Set<string>();

  /** Whether `signature` has been here before; it has from now on. */
  has(signature: string): boolean {
    if (this.#latest.has(signature) || this.#earlier.has(signature)) return true;
    if (this.#latest.size === MEMORY) {
      this.#earlier = this.#latest;
      this.#latest = new Set();
    }
    this.#latest.add(signature);
    return false;
  }
}
