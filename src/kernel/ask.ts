import { type MessagePort, receiveMessageOnPort } from "node:worker_threads";
import { currentCell } from "../run/cells.js";
import type { Tell } from "../run/messages.js";
import type { Ask } from "../run/prelude.js";
import { Slot } from "./channel.js";

/** `input` brings the lines that the reader types, one message each. */
export function createAsk(tell: Tell, shared: Int32Array, input: MessagePort): Ask {
  return (call, message, password = false) => {
    if (!currentCell()?.allowStdin) {
      throw new Error(`${call}: expected a front end that asks for input, got one that does not`);
    }
    // What was typed for a prompt that has been interrupted is no answer to this one.
    while (receiveMessageOnPort(input) !== undefined) {}
    tell({ type: "input", prompt: message, password });
    for (;;) {
      const inputs = Atomics.load(shared, Slot.inputs);
      const typed = receiveMessageOnPort(input);
      if (typed !== undefined) return String(typed.message);
      // Short waits: a thread that waits cannot be interrupted.
      Atomics.wait(shared, Slot.inputs, inputs, 50);
    }
  };
}
