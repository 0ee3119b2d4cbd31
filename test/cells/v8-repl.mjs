// V8's REPL mode, as the console of a browser uses it: cells as JSON lines in, what they give as JSON lines out.
import { Session } from "node:inspector";
import { createInterface } from "node:readline";
import { inspect } from "node:util";

const session = new Session();
session.connect();

/** @param {string} expression @returns {Promise<string>} */
function evaluate(expression) {
  return new Promise((resolve) => {
    const request = { expression, replMode: true, awaitPromise: true, objectGroup: "cells" };
    session.post("Runtime.evaluate", request, (failure, answer) => {
      const { exceptionDetails, result } =
        /** @type {import("node:inspector").Runtime.EvaluateReturnType} */ (answer);
      if (failure || exceptionDetails) {
        resolve(
          `error: ${exceptionDetails?.exception?.description ?? inspect(exceptionDetails?.exception?.value)}`,
        );
      } else resolve(result?.type === "undefined" ? "undefined" : String(result?.value));
    });
  });
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await evaluate(JSON.parse(line))));
}
