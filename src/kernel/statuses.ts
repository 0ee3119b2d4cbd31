import type { Header } from "../run/messages.js";
import type { Mail } from "./mail.js";

/**
 * Tells front ends which requests are worked at. They show the last status that they hear: while a cell
 * runs, that is its own.
 */
export class Statuses {
  readonly #mail: Mail;
  #cell: Header | undefined;

  constructor(mail: Mail) {
    this.#mail = mail;
  }

  busy(request: Header): void {
    this.#publish("busy", request);
  }

  idle(request: Header): void {
    this.#publish("idle", request);
    if (this.#cell !== undefined) this.busy(this.#cell);
  }

  /** Says that the cell of `request` runs, until `cellEnds`. */
  cellRuns(request: Header): void {
    this.#cell = request;
    this.busy(request);
  }

  cellEnds(request: Header): void {
    this.#cell = undefined;
    this.idle(request);
  }

  #publish(state: "busy" | "idle", request: Header): void {
    this.#mail.publish("status", { execution_state: state }, request);
  }
}
