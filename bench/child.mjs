import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { environmentOf } from "./contenders.mjs";

/** @typedef {import("./contenders.mjs").Contender} Contender */

/** A contender in a process of its own, which sleeps between commands. */
export class Child {
  #process;
  #answers;

  /** @param {Contender} contender */
  constructor(contender) {
    const [file, ...args] = contender.command;
    this.name = contender.name;
    this.#process = spawn(file, args, {
      env: environmentOf(contender),
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.#answers = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
  }

  /**
   * Sends a command and waits for its answer.
   *
   * @param {Record<string, unknown>} command
   * @returns {Promise<any>}
   */
  async ask(command) {
    this.#process.stdin.write(`${JSON.stringify(command)}\n`);
    const { value, done } = await this.#answers.next();
    if (done) throw new Error(`${this.name}: ended at ${JSON.stringify(command)}`);
    return JSON.parse(value);
  }

  end() {
    this.#process.stdin.end();
  }
}
