import type { Port } from "./web.js";

interface Call {
  id: number;
  question: unknown;
}

interface Answer {
  id: number;
  answer?: unknown;
  error?: string;
}

/** Asks questions over a port; the other end has {@link answerCalls}. */
export class Calls<Question> {
  readonly #port: Port;
  readonly #waiting = new Map<number, Waiting>();
  #count = 0;

  constructor(port: Port) {
    this.#port = port;
    port.onmessage = ({ data }) => this.#receive(data as Answer);
  }

  /** The answer; Error if to answer has failed. */
  ask<Given>(question: Question, transfer: readonly object[] = []): Promise<Given> {
    this.#count += 1;
    const call: Call = { id: this.#count, question };
    return new Promise((resolve, reject) => {
      this.#waiting.set(call.id, { resolve: resolve as (answer: unknown) => void, reject });
      this.#port.postMessage(call, transfer);
    });
  }

  #receive({ id, answer, error }: Answer): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) waiting?.resolve(answer);
    else waiting?.reject(new Error(error));
  }
}

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

/** Answers what comes in over a port, in the order in which it comes. */
export function answerCalls<Question>(port: Port, answer: (question: Question) => unknown): void {
  let last: Promise<void> = Promise.resolve();
  port.onmessage = ({ data }) => {
    const { id, question } = data as Call;
    last = last.then(async () => {
      try {
        port.postMessage({ id, answer: await answer(question as Question) } satisfies Answer);
      } catch (error) {
        port.postMessage({ id, error: String((error as Error).message) } satisfies Answer);
      }
    });
  };
}
