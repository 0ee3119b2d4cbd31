import Module, { isBuiltin } from "node:module";
import { withGateClosed } from "./gate.js";

type Load = (this: unknown, request: string, ...rest: unknown[]) => unknown;

/**
 * Lets no interrupt stop the loading of one of Node's own modules: it would stay half-loaded until the
 * kernel ends. Node offers no hook that a `require` everywhere goes through, but for this private one.
 */
export function loadBuiltinsWhole(shared: Int32Array): void {
  const owner = Module as unknown as { _load?: Load };
  const load = owner._load;
  if (typeof load !== "function") throw new Error("this version of Node has no Module._load");
  owner._load = function (request, ...rest) {
    if (!isBuiltin(request)) return load.call(this, request, ...rest);
    return withGateClosed(shared, () => load.call(this, request, ...rest));
  };
}
