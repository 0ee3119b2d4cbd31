import { checkClass, checkString, describe, isArray } from "../check.js";
import type { ActivationClass } from "./activation.js";
import type { ElementwiseActivationClass } from "./elementwise-activation.js";
import { ELU, ELUS, elu, SELU } from "./exponential.js";
import { Mish, SiLU } from "./gated.js";
import { GELU, GELUS, gelu } from "./gelu.js";
import { HardSigmoid, HardSwish, HardTanh } from "./hard.js";
import { Identity } from "./identity.js";
import { LEAKY_RELUS, LeakyReLU, leakyReLU, ReLU } from "./rectified.js";
import { Sigmoid, Softsign, Tanh } from "./sigmoidal.js";
import { Softplus } from "./softplus.js";

/** An activation class as it is saved: a name, and the parameter it was made with, if any. */
export interface ActivationJson {
  readonly name: string;
  /** That it is not the package's. */
  readonly own?: true;
  readonly options?: Readonly<Record<string, number | string>>;
}

/** An activation that has a parameter. */
interface Family {
  readonly option: string;
  /** The parameter of a class, `undefined` if it is of another family. */
  valueOf(activation: ActivationClass): number | string | undefined;
  /** The class for a value, which it checks. */
  make(value: unknown): ElementwiseActivationClass;
}

/** The plain classes by the names under which they are saved, which stay when code is minified. */
const CLASSES: ReadonlyMap<string, ElementwiseActivationClass> = new Map(
  Object.entries({
    ...{ Identity, ReLU, LeakyReLU, ELU, SELU, GELU, SiLU, Mish, Softplus },
    ...{ Tanh, Sigmoid, Softsign, HardTanh, HardSigmoid, HardSwish },
  }),
);

const FAMILIES: ReadonlyMap<string, Family> = new Map<string, Family>([
  ["LeakyReLU", { option: "slope", make: leakyReLU, valueOf: (it) => LEAKY_RELUS.valueOf(it) }],
  ["ELU", { option: "alpha", make: elu, valueOf: (it) => ELUS.valueOf(it) }],
  ["GELU", { option: "approximate", make: gelu, valueOf: (it) => GELUS.valueOf(it) }],
]);

/**
 * What `activationFromJSON` needs to find `activation` again: `{ name: "Tanh" }`,
 * `{ name: "LeakyReLU", options: { slope: 0.2 } }`. A class that is not the package's is known by its
 * name alone: `{ name: "Cubic", own: true }`.
 *
 * TypeError unless it is a class; RangeError for one that is not the package's and has no name.
 */
export function activationToJSON(activation: ActivationClass): ActivationJson {
  checkClass("activationToJSON", "an activation class", activation);
  for (const [name, plain] of CLASSES) if (plain === activation) return { name };
  for (const [name, family] of FAMILIES) {
    const value = family.valueOf(activation);
    if (value !== undefined) return { name, options: { [family.option]: value } };
  }
  const { name } = activation;
  if (typeof name === "string" && name !== "") return { name, own: true };
  throw new RangeError(
    `activationToJSON: expected a class with a name, by which it is found again, got ${describe(name)}`,
  );
}

/**
 * The class that `activationToJSON` was given: the package's, or that of `own` by its name. `json` may be
 * anything.
 *
 * TypeError: not of that form, options that there are not, an `own` that is no class; RangeError: a
 * name that the package, or `own`, does not have, a parameter out of range.
 */
export function activationFromJSON(
  json: unknown,
  own: Readonly<Record<string, ActivationClass>> = {},
): ActivationClass {
  const { name, isOwn, options } = fieldsOf(json);
  checkRecord("own to be an object of activation classes", own);
  if (isOwn) return findOwn(name, own);
  const plain = CLASSES.get(name);
  if (!plain) {
    throw new RangeError(
      `activationFromJSON: expected the name of an activation (${[...CLASSES.keys()].join(", ")}), ` +
        `got ${describe(name)}`,
    );
  }
  const family = FAMILIES.get(name);
  const other = Object.keys(options).find((option) => option !== family?.option);
  if (other !== undefined) {
    const known = family ? `no option of ${name} but ${family.option}` : `no options of ${name}`;
    throw new TypeError(`activationFromJSON: expected ${known}, got ${other}`);
  }
  return family && Object.hasOwn(options, family.option)
    ? family.make(options[family.option])
    : plain;
}

function findOwn(name: string, own: Readonly<Record<string, ActivationClass>>): ActivationClass {
  if (!Object.hasOwn(own, name)) {
    const given = Object.keys(own).join(", ") || "none";
    throw new RangeError(
      `activationFromJSON: expected the class ${describe(name)}, which is not the package's, in own, got ${given}`,
    );
  }
  checkClass("activationFromJSON", `own.${name} to be an activation class`, own[name]);
  return own[name];
}

/** What `json` itself holds; what it might inherit does not count. */
function fieldsOf(json: unknown): {
  name: string;
  isOwn: boolean;
  options: Readonly<Record<string, unknown>>;
} {
  checkRecord("{ name, options } of an activation", json);
  const name = Object.hasOwn(json, "name") ? json.name : undefined;
  checkString("activationFromJSON", "name", name);
  const options = (Object.hasOwn(json, "options") ? json.options : undefined) ?? {};
  checkRecord("options to be an object", options);
  return { name, isOwn: Object.hasOwn(json, "own") && json.own === true, options };
}

function checkRecord(
  expectation: string,
  value: unknown,
): asserts value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || isArray(value)) {
    throw new TypeError(`activationFromJSON: expected ${expectation}, got ${describe(value)}`);
  }
}
