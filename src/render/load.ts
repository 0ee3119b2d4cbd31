import { nodeRequire, packageFolder } from "../node.js";

/** What draws charts. */
export type Renderer = typeof import("./index.js");

/** Why there is none, once that has been said. */
let reason: string | undefined;

/**
 * What draws charts, loaded at once when it is first asked for. Undefined where nothing can draw: in
 * a browser, which draws charts itself, and without the packages for it, which is said once.
 *
 * It is loaded from where this package is installed, so that no bundler takes it along: vega and
 * resvg are as large as all else together.
 */
export function loadRenderer(): Renderer | undefined {
  const require = nodeRequire();
  if (require === undefined || reason !== undefined) return undefined;
  try {
    return require(`${packageFolder()}/dist/node/render.js`);
  } catch (error) {
    reason = explain(error as Error);
    console.warn(`middle-layer: charts have no picture, since ${reason}`);
    return undefined;
  }
}

const PACKAGES = "vega@5.33.1 vega-lite@5.23.0 @resvg/resvg-js@2.6.2";

function explain(error: Error): string {
  const [, name] = /Cannot find (?:package|module) '([^']+)'/.exec(error.message) ?? [];
  const what = name === undefined ? "what draws them cannot be loaded" : `${name} is not installed`;
  const why = name === undefined ? ` (${error.message.split("\n")[0]})` : "";
  return `${what}: npm install ${PACKAGES}${why}`;
}
