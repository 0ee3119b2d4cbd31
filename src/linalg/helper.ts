import { allowed, builtin, packageFolder } from "../node.js";

// TypeScript declares workers of the web only together with all of the browser (lib "dom").
declare const Worker: new (
  url: URL,
  options: { type: "module" },
) => { onerror: (event: { preventDefault(): void }) => void; postMessage(data: object): void };

/** Starts a thread that helps, and hands it `data`; false where none can be had. */
export type StartHelper = (data: object) => boolean;

/** Starts blas-helper.ts. */
export const startBlasHelper: StartHelper = (data) =>
  allowed(() => startInNode("blas-helper.js", data)) ?? false;

/** Starts wasm-helper.ts, in a browser as well. */
export const startWasmHelper: StartHelper = (data) =>
  allowed(() => startInNode("wasm-helper.js", data) || startInBrowser(data)) ?? false;

/** The script is run from where this package is installed: what it was bundled into does not have it. */
function startInNode(script: string, data: object): boolean {
  const [workers, folder] = [builtin("worker_threads"), packageFolder()];
  if (!workers || folder === undefined) return false;
  const path = `${folder}/dist/node/${script}`;
  const worker = new workers.Worker(path, { workerData: data, execArgv: [] });
  worker.unref(); // the process ends although the helper never does
  worker.on("error", () => {}); // a helper that cannot start never takes a part
  return true;
}

function startInBrowser(data: object): boolean {
  // In just these words: by them bundlers know that there is a script to take along.
  const worker = new Worker(new URL("./wasm-helper.js", import.meta.url), { type: "module" });
  worker.onerror = (event) => event.preventDefault();
  worker.postMessage(data);
  return true;
}

/** In the helper: has `work` done on what {@link StartHelper} was given. */
export function receive<Data>(work: (data: Data) => void): void {
  const workers = builtin("worker_threads");
  if (workers) work(workers.workerData);
  else Object.assign(globalThis, { onmessage: (event: { data: Data }) => work(event.data) });
}
