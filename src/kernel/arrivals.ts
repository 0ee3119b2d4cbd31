import { setTimeout as delay } from "node:timers/promises";

/** How many milliseconds without a message make a pause, and how many of them are waited for at most. */
const QUIET = 10;
const PATIENCE = 20;

/** Takes note of each message that comes in, to know when the front end has sent all it had. */
export class Arrivals {
  #count = 0;

  note(): void {
    this.#count += 1;
  }

  /** Resolves when no message comes any more, or when they do not cease. */
  async pause(): Promise<void> {
    for (let seen = -1, rounds = 0; seen !== this.#count && rounds < PATIENCE; rounds++) {
      seen = this.#count;
      await delay(QUIET);
    }
  }
}
