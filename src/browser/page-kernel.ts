import type { Header } from "../run/messages.js";
import { type Heard, Kernel } from "./kernel.js";

/** What a cell shows: a message of Jupyter's protocol. */
export interface Shown {
  /** stream, display_data, update_display_data, execute_result, error or clear_output. */
  type: string;
  content: Record<string, unknown>;
}

/**
 * The kernel for a page of its own, without a front end of Jupyter's. The page is not isolated: a loop
 * is ended with its thread, and `prompt` is refused.
 */
export class PageKernel {
  readonly #kernel: Kernel;
  readonly #cells = new Map<string, (shown: Shown) => void>();
  #count = 0;

  /** @param folder that of the notebook: `/`, or `/ja` for charts in Japanese */
  constructor(folder: string) {
    this.#kernel = new Kernel(new URL(import.meta.url), folder);
    this.#kernel.hear = (message) => this.#hear(message);
  }

  /**
   * Runs a cell, when none runs; `show` is told what it shows, also after its end.
   *
   * @returns its number, and whether it has come to its end without an error
   */
  async run(code: string, show: (shown: Shown) => void): Promise<{ count: number; ok: boolean }> {
    this.#count += 1;
    const count = this.#count;
    const parent = headerOf(`cell-${count}`);
    this.#cells.set(parent.msg_id, show);
    const request = {
      code,
      silent: false,
      store_history: true,
      user_expressions: {},
      allow_stdin: false,
      stop_on_error: true,
    };
    const { status } = await this.#kernel.execute({ parent, request, file: `In[${count}]`, count });
    return { count, ok: status === "ok" };
  }

  /** Stops the cell that runs; whether all variables are kept. */
  interrupt(): Promise<boolean> {
    return this.#kernel.interrupt();
  }

  #hear(message: Heard): void {
    if (message.type === "stream") {
      const { name, text } = message;
      this.#show(message.parent, { type: "stream", content: { name, text } });
    } else if (message.type === "publish") {
      const content = message.content as Record<string, unknown>;
      this.#show(message.parent, { type: message.msgType, content });
    }
  }

  #show(parent: Header | undefined, shown: Shown): void {
    this.#cells.get(parent?.msg_id ?? "")?.(shown);
  }
}

function headerOf(id: string): Header {
  const date = new Date().toISOString();
  const rest = { session: "page", username: "", date, version: "5.3" };
  return { msg_id: id, msg_type: "execute_request", ...rest };
}
