import fc from "fast-check";
import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { activationFromJSON, activationToJSON } from "../../src/activations/activation-json.js";
import { activationFrom, elu, gelu, leakyReLU, ReLU } from "../../src/index.js";
import { ALL, CLASSES } from "./classes.js";

class Own {
  readonly y: Matrix;
  readonly dy: Matrix;
  constructor(x: Matrix) {
    this.y = x;
    this.dy = Matrix.ones(x.rows, x.columns);
  }
}

const through = (json: unknown): unknown => JSON.parse(JSON.stringify(json));

test.each(ALL)("%s comes back as the same class", (_, activation) => {
  const json = through(activationToJSON(activation));
  expect(activationFromJSON(json)).toBe(activation);
  expect(activationFromJSON(json, { Own })).toBe(activation);
});

test("classes with any parameter come back as the same class", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (parameter) => {
      for (const made of [leakyReLU(parameter), elu(parameter)]) {
        expect(activationFromJSON(through(activationToJSON(made)))).toBe(made);
      }
    }),
  );
});

test("activationToJSON gives the name, and what the class was made with", () => {
  for (const [name, activation] of Object.entries(CLASSES)) {
    expect(activationToJSON(activation)).toEqual({ name });
  }
  expect(activationToJSON(leakyReLU(0.2))).toEqual({ name: "LeakyReLU", options: { slope: 0.2 } });
  expect(activationToJSON(elu(0.5))).toEqual({ name: "ELU", options: { alpha: 0.5 } });
  expect(activationToJSON(gelu("tanh"))).toEqual({
    name: "GELU",
    options: { approximate: "tanh" },
  });
});

test("the default parameter may be left out or given", () => {
  expect(activationFromJSON({ name: "LeakyReLU", options: {} })).toBe(CLASSES.LeakyReLU);
  expect(activationFromJSON({ name: "ELU", options: { alpha: 1 } })).toBe(CLASSES.ELU);
  expect(activationFromJSON({ name: "GELU", options: { approximate: "none" } })).toBe(CLASSES.GELU);
  expect(activationFromJSON({ name: "Tanh", options: {} })).toBe(CLASSES.Tanh);
});

test("a class of one's own comes back by its name in own", () => {
  class Special extends ReLU {}
  const cube = activationFrom((x) => x ** 3, undefined, "cube");
  const odd = Object.defineProperty(class extends Own {}, "name", { value: "__proto__" });
  const Sigmoid = Object.defineProperty(class extends Own {}, "name", { value: "Sigmoid" });
  const own = { Own, Special, cube, ["__proto__"]: odd, Sigmoid };
  for (const activation of [Own, Special, cube, odd, Sigmoid]) {
    const json = activationToJSON(activation);
    expect(json).toEqual({ name: activation.name, own: true });
    expect(activationFromJSON(through(json), own)).toBe(activation);
  }
  const bare = Object.assign(Object.create(null), { Own });
  expect(activationFromJSON({ name: "Own", own: true }, bare)).toBe(Own);
  expect(activationFromJSON({ name: "Sigmoid" }, own)).toBe(CLASSES.Sigmoid);
});

describe("activationToJSON refuses", () => {
  test.each([[undefined], [null], ["ReLU"], [{}], [() => 1], [Math.exp]])("%o", (bad) => {
    expect(() => activationToJSON(bad as unknown as typeof Own)).toThrow(
      /^activationToJSON: expected an activation class, got /,
    );
  });

  test("a class without a name", () => {
    for (const [bad, text] of [
      [class extends Own {}, '"" (string)'],
      [
        class extends Own {
          static override readonly name = 7 as unknown as string;
        },
        "7",
      ],
    ] as const) {
      expect(() => activationToJSON(bad)).toThrow(
        new RangeError(
          `activationToJSON: expected a class with a name, by which it is found again, got ${text}`,
        ),
      );
    }
  });
});

describe("activationFromJSON refuses", () => {
  const known = Object.keys(CLASSES);
  const form = "{ name, options } of an activation";

  test.each([
    [null, `${form}, got null`],
    [undefined, `${form}, got undefined`],
    ["ReLU", `${form}, got "ReLU" (string)`],
    [["ReLU"], `${form}, got array of length 1`],
    [() => ReLU, `${form}, got function`],
    [{}, "name to be a string, got undefined"],
    [{ name: null }, "name to be a string, got null"],
    [{ name: ["ReLU"] }, "name to be a string, got array of length 1"],
    [Object.create({ name: "ReLU" }), "name to be a string, got undefined"],
    [JSON.parse('{"__proto__":{"name":"ReLU"}}'), "name to be a string, got undefined"],
    [{ name: "ReLU", options: [] }, "options to be an object, got array of length 0"],
    [{ name: "ReLU", options: "slope" }, 'options to be an object, got "slope" (string)'],
    [{ name: "ReLU", options: { slope: 1 } }, "no options of ReLU, got slope"],
    [{ name: "ELU", options: { slope: 1 } }, "no option of ELU but alpha, got slope"],
    [
      JSON.parse('{"name":"ELU","options":{"__proto__":1}}'),
      "no option of ELU but alpha, got __proto__",
    ],
  ])("%o", (json, text) => {
    expect(() => activationFromJSON(json, { Own })).toThrow(
      new TypeError(`activationFromJSON: expected ${text}`),
    );
  });

  test.each([
    "relu",
    "",
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "leakyReLU(0.2)",
    "Other",
  ])("the name %o, and says which there are", (name) => {
    const run = (): unknown => activationFromJSON({ name }, { Other: Own });
    expect(run).toThrow(RangeError);
    expect(run).toThrow(`got ${JSON.stringify(name)} (string)`);
    for (const each of known) expect(run).toThrow(new RegExp(`[(, ]${each}[,)]`));
    for (const [own, given] of [
      [undefined, "none"],
      [{ Own }, "Own"],
    ] as const) {
      expect(() => activationFromJSON({ name, own: true }, own)).toThrow(
        new RangeError(
          `activationFromJSON: expected the class ${JSON.stringify(name)} (string), ` +
            `which is not the package's, in own, got ${given}`,
        ),
      );
    }
  });

  test.each([
    [{ name: "LeakyReLU", options: { slope: "0.2" } }, TypeError, /^leakyReLU: expected slope/],
    [{ name: "LeakyReLU", options: { slope: null } }, TypeError, /^leakyReLU: expected slope/],
    [{ name: "ELU", options: { alpha: JSON.parse("1e999") } }, RangeError, /^elu: expected alpha/],
    [{ name: "GELU", options: { approximate: "erf" } }, RangeError, /^gelu: expected approximate/],
    [{ name: "GELU", options: { approximate: {} } }, TypeError, /^gelu: expected approximate/],
  ])("a parameter as leakyReLU and its like do: %o", (json, kind, text) => {
    expect(() => activationFromJSON(json)).toThrow(kind);
    expect(() => activationFromJSON(json)).toThrow(text);
  });

  test("an own that is no record of classes", () => {
    for (const own of [null, [Own], "Own", Own]) {
      expect(() => activationFromJSON({ name: "ReLU" }, own as never)).toThrow(
        /^activationFromJSON: expected own to be an object of activation classes, got /,
      );
    }
    for (const bad of [null, undefined, "Own", () => 1]) {
      const own = { A: bad as unknown as typeof Own };
      expect(() => activationFromJSON({ name: "A", own: true }, own)).toThrow(
        /^activationFromJSON: expected own\.A to be an activation class, got /,
      );
    }
  });
});
