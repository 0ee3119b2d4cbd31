import { currentCell } from "../run/cells.js";
import type { Header, StreamName } from "../run/messages.js";
import type { FromRunner } from "./channel.js";
import { later } from "./web.js";

/** A message is sent when so many milliseconds have gone since the last … */
const PAUSE = 20;
/** … or so many characters have come. */
const MAX_LENGTH = 1 << 16;

/**
 * Sends what cells print, many short texts together. While a cell computes no timer is called; so what comes
 * after a pause is sent at once.
 */
export class Streams {
  readonly #post: (message: FromRunner) => void;
  #waiting: { parent: Header; name: StreamName; text: string } | undefined;
  #sent = 0;

  constructor(post: (message: FromRunner) => void) {
    this.#post = post;
  }

  /** Writes on behalf of the cell that runs. */
  write(name: StreamName, text: string): void {
    const cell = currentCell();
    if (text === "" || cell === undefined || cell.silent) return;
    const waiting = this.#waiting;
    if (waiting !== undefined && waiting.name === name && waiting.parent === cell.parent) {
      waiting.text += text;
    } else {
      this.flush();
      this.#waiting = { parent: cell.parent, name, text };
      later(() => this.flush(), PAUSE);
    }
    const length = this.#waiting?.text.length ?? 0;
    if (length > MAX_LENGTH || performance.now() - this.#sent > PAUSE) this.flush();
  }

  flush(): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting === undefined) return;
    this.#sent = performance.now();
    this.#post({ type: "stream", ...waiting });
  }
}
