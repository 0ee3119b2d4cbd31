import type { Place, Question } from "../run/messages.js";
import type { ToMain } from "./channel.js";
import type { Received } from "./mail.js";
import type { Statuses } from "./statuses.js";
import type { Surroundings } from "./surroundings.js";

/** The questions that the main thread has been asked and has not answered. */
export class OpenQuestions {
  readonly #around: Surroundings;
  readonly #statuses: Statuses;
  readonly #open = new Map<number, [Received, ToMain]>();
  #latest = 0;

  constructor(around: Surroundings, statuses: Statuses) {
    this.#around = around;
    this.#statuses = statuses;
  }

  ask(received: Received, kind: Question, content: Place): void {
    const id = ++this.#latest;
    const ask: ToMain = { type: "ask", id, kind, content };
    this.#open.set(id, [received, ask]);
    this.#statuses.busy(received.message.header);
    this.#around.toMain(ask);
  }

  /** Passes the answer to question `id` on, unless it has been given before. */
  answer(id: number, content: object): void {
    const [received] = this.#open.get(id) ?? [];
    if (received === undefined) return;
    this.#open.delete(id);
    this.#around.mail.reply(received, content);
    this.#statuses.idle(received.message.header);
  }

  /** Asks all again: an interrupt may have kept the main thread from reading them. */
  repeat(): void {
    for (const [, ask] of this.#open.values()) this.#around.toMain(ask);
  }
}
