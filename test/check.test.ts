import { describe, expect, test } from "vitest";
import { checkClass } from "../src/check.js";

class Any {}

describe("checkClass", () => {
  test.each<[string, unknown]>([
    ["a class", Any],
    ["a class that needs arguments", Map],
    ["a bound class", Any.bind(null)],
    ["an old-fashioned constructor", function Old() {}],
  ])("accepts %s", (_, value) => {
    expect(() => checkClass("call", "a class", value)).not.toThrow();
  });

  test("runs no code of the class", () => {
    class Failing {
      constructor() {
        throw new Error("was run");
      }
    }
    expect(() => checkClass("call", "a class", Failing)).not.toThrow();
  });

  test.each<[string, unknown, string]>([
    ["an arrow function", (x: number) => x, "function"],
    ["a generator function", function* g() {}, "function g"],
    ["an async function", async function later() {}, "function later"],
    ["a function of the language", Math.tanh, "function tanh"],
    ["an instance", new Any(), "Any object"],
    ["undefined", undefined, "undefined"],
  ])("refuses %s with a TypeError in the name of the call", (_, value, text) => {
    expect(() => checkClass("call", "a class, or two", value)).toThrow(
      new TypeError(`call: expected a class, or two, got ${text}`),
    );
  });
});
