import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { checkClass, checkOptions } from "../src/check.js";

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

describe("checkOptions", () => {
  class WithOptions {
    rate = 1;
  }
  test.each<[string, unknown]>([
    ["known options", { rate: 1 }],
    ["none", {}],
    ["an object without prototype", Object.create(null)],
    ["an object of another realm", runInNewContext("({})")],
    ["a class of options", new WithOptions()],
  ])("accepts %s", (_, value) => {
    expect(() => checkOptions("call", value, ["rate"])).not.toThrow();
  });

  test.each<[string, unknown, string]>([
    ["null", null, "options to be an object, got null"],
    ["an array", [], "options to be an object, got array of length 0"],
    ["a typed array", new Float64Array(2), "options to be an object, got Float64Array object"],
    ["a function", () => 1, "options to be an object, got function"],
    ["an unknown option", { rate: 1, seed: 2 }, "the options rate, decay, got seed"],
    ["an instance that has no options", new Any(), "the options rate, decay, got Any object"],
    ["a Map", new Map([["rate", 1]]), "the options rate, decay, got Map object"],
  ])("refuses %s with a TypeError in the name of the call", (_, value, text) => {
    expect(() => checkOptions("call", value, ["rate", "decay"])).toThrow(
      new TypeError(`call: expected ${text}`),
    );
  });
});
