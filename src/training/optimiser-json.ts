import { checkClass, describe } from "../check.js";
import { AdaGrad } from "./ada-grad.js";
import { Adam, AdamW } from "./adam.js";
import { Momentum } from "./momentum.js";
import type { Optimiser, OptimiserJson } from "./optimiser.js";
import { RmsProp } from "./rms-prop.js";
import type { Saved } from "./saved.js";
import { Sgd } from "./sgd.js";

/** A class that makes an optimiser of its learning rate and options. */
export type OptimiserClass = new (learningRate: number, options: never) => Optimiser;

const OPTIMISERS: Readonly<Record<string, OptimiserClass>> = {
  ...{ Sgd, Momentum, AdaGrad, RmsProp, Adam, AdamW },
};

/** What `optimiserFromJSON` finds the class by, and makes the optimiser from. */
export function optimiserToJSON(optimiser: Optimiser): OptimiserJson & { readonly own?: true } {
  const json = optimiser.toJSON();
  const isOurs =
    Object.hasOwn(OPTIMISERS, json.name) && OPTIMISERS[json.name] === optimiser.constructor;
  return isOurs ? json : { ...json, own: true };
}

/** The optimiser that `optimiserToJSON` was given, without its state. Errors if it tells of none. */
export function optimiserFromJSON(
  saved: Saved,
  own: Readonly<Record<string, OptimiserClass>> = {},
): Optimiser {
  const name = saved.field("name").string();
  const known = saved.field("own").value === true ? own : OPTIMISERS;
  const Optimiser = saved.field("name").as(() => {
    if (Object.hasOwn(known, name)) return known[name];
    throw new RangeError(
      `expected the name of an optimiser (${Object.keys(known).join(", ") || "none is given"}), got ${describe(name)}; ` +
        "one's own are given by their names",
    );
  });
  checkClass("Network.fromJSON", `optimisers.${name} to be a class`, Optimiser);
  const rate = saved.field("learningRate").number();
  return saved.field("options").as((options) => new Optimiser(rate, options as never));
}
