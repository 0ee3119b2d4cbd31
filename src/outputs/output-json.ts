import type { ActivationClass } from "../activations/activation.js";
import {
  type ActivationJson,
  activationFromJSON,
  activationToJSON,
} from "../activations/activation-json.js";
import { checkClass, describe } from "../check.js";
import { Logistic } from "./logistic.js";
import { LOSSES, type Loss } from "./losses.js";
import type { OutputClass } from "./output.js";
import { type ComposedOutputClass, Linear, outputFrom } from "./output-from.js";
import { Softmax } from "./softmax.js";

/** An output class as it is saved: by its name, or by its activation and loss. */
export type OutputJson =
  | { readonly name: string; readonly own?: true }
  | { readonly activation: ActivationJson; readonly loss: LossJson };

/** A loss as it is saved: the package's by its name. */
type LossJson = string | { readonly name: string; readonly own: true };

/** What of one's own a saved output may be made of, by name. */
export interface OwnOutputs {
  readonly outputs?: Readonly<Record<string, OutputClass>> | undefined;
  readonly activations?: Readonly<Record<string, ActivationClass>> | undefined;
  readonly losses?: Readonly<Record<string, Loss>> | undefined;
}

const OUTPUTS: Readonly<Record<string, OutputClass>> = { Linear, Logistic, Softmax };

/** What `outputFromJSON` finds the class by. RangeError for a class, or loss, of one's own that has no name. */
export function outputToJSON(output: OutputClass): OutputJson {
  for (const [name, own] of Object.entries(OUTPUTS)) if (own === output) return { name };
  const { activation, lossOfElement } = output as Partial<ComposedOutputClass>;
  if (activation && lossOfElement) {
    return { activation: activationToJSON(activation), loss: lossToJSON(lossOfElement) };
  }
  return ownToJSON("a class", output);
}

function lossToJSON(loss: Loss): LossJson {
  return LOSSES.includes(loss) ? loss.name : ownToJSON("a loss", loss);
}

function ownToJSON(kind: string, { name }: { readonly name: string }): { name: string; own: true } {
  if (typeof name === "string" && name !== "") return { name, own: true };
  throw new RangeError(
    `outputToJSON: expected ${kind} with a name, by which it is found again, got ${describe(name)}`,
  );
}

/** The class that `outputToJSON` was given. `json` may be anything. TypeError or RangeError if it tells of none. */
export function outputFromJSON(json: unknown, own: OwnOutputs): OutputClass {
  const { name, own: isOwn, activation, loss } = (json ?? {}) as Record<string, unknown>;
  if (activation !== undefined) {
    return outputFrom(activationFromJSON(activation, own.activations), lossFromJSON(loss, own));
  }
  const output = find("an output", name, isOwn === true ? (own.outputs ?? {}) : OUTPUTS);
  checkClass("outputFromJSON", `outputs.${name} to be an output class`, output);
  return output;
}

function lossFromJSON(json: unknown, { losses = {} }: OwnOutputs): Loss {
  const { name, own } = (json ?? {}) as Record<string, unknown>;
  if (own === true) return find("a loss", name, losses);
  return find("a loss", json, Object.fromEntries(LOSSES.map((it) => [it.name, it])));
}

function find<T>(kind: string, name: unknown, known: Readonly<Record<string, T>>): T {
  if (typeof name === "string" && Object.hasOwn(known, name)) return known[name];
  throw new RangeError(
    `outputFromJSON: expected the name of ${kind} (${Object.keys(known).join(", ") || "none is given"}), got ${describe(name)}; ` +
      "one's own are given by their names",
  );
}
