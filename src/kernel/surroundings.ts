import type { ToMain } from "./channel.js";
import type { History } from "./history.js";
import type { Interrupter } from "./interrupter.js";
import type { Mail } from "./mail.js";

/** What a session needs from its surroundings. */
export interface Surroundings {
  mail: Mail;
  history: History;
  interrupter: Interrupter;
  toMain(message: ToMain): void;
  giveInput(value: string): void;
  shutdown(): void;
  kernelInfo(): object;
}
