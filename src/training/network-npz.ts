import { dense } from "../linalg/dense.js";
import type { NpyInput } from "../numpy/npy/input.js";
import { readNpz, writeNpz } from "../numpy/npy/npz.js";
import { networkToJSON, type Saveable } from "./network-json.js";
import { type NetworkParts, type OwnParts, readNetwork } from "./network-reader.js";

/** The array that holds all but the arrays. */
const STRUCTURE = "network";

/** The network as a .npz file. Errors in the name of `call`. */
export function networkToNpz(call: string, net: Saveable): Uint8Array {
  const arrays = new Map<string, NpyInput>();
  const json = networkToJSON(call, net, (name, values, columns) => {
    arrays.set(name, dense(values.length / columns, columns, values));
    return { array: name };
  });
  arrays.set(STRUCTURE, new TextEncoder().encode(JSON.stringify(json)));
  return writeNpz(arrays);
}

/** What a .npz file, which may be any, tells of. Errors in the name of `call`, with the place. */
export function readNetworkNpz(call: string, bytes: Uint8Array, own: OwnParts): NetworkParts {
  const arrays = readNpz(bytes);
  return readNetwork(call, parse(call, arrays[STRUCTURE]), own, (saved) => {
    const name = saved.field("array").string();
    const array = arrays[name];
    if (!array)
      throw saved.error(`the name of an array of the file (${Object.keys(arrays).join(", ")})`);
    return saved.as(() => array.toMatrix());
  });
}

function parse(call: string, structure: unknown): unknown {
  const { values } = (structure ?? {}) as { values?: unknown };
  if (!(values instanceof Uint8Array)) {
    throw new RangeError(
      `${call}: expected the file of a network, with an array "${STRUCTURE}" of uint8`,
    );
  }
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(values));
  } catch (error) {
    throw new RangeError(
      `${call}: expected the array "${STRUCTURE}" to be the UTF-8 of a JSON text: ${(error as Error).message}`,
    );
  }
}
