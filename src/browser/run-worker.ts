import { Scope } from "../cells/scope.js";
import { currentCell, inCell } from "../run/cells.js";
import { publishDisplays } from "../run/displays.js";
import { cellOf, describeError, readStacksBy } from "../run/errors.js";
import { Interrupted } from "../run/interrupted.js";
import { printMatricesAsShown } from "../run/matrix-text.js";
import { createPrelude } from "../run/prelude.js";
import { bindToCells } from "../run/timers.js";
import { createAsk } from "./ask.js";
import { Calls } from "./calls.js";
import { CellRunner } from "./cell-runner.js";
import { type FromRunner, Slot, type Start, type ToCompiler, type ToRunner } from "./channel.js";
import { printByNode } from "./console.js";
import { Engine } from "./engine.js";
import { ModuleLoader } from "./module-loader.js";
import { ReaderFiles } from "./reader-files.js";
import { installStackTraces, readableStack } from "./stack-trace.js";
import { Streams } from "./streams.js";
import { scope } from "./web.js";

// The thread that runs cells. It is ended where nothing else stops them, and a new one takes its place.

/** Turns of a loop until it asks again whether it shall stop. */
const TURNS = 1000;

const packages = import("./packages.js");

async function start({ folder, page, compiler, shared }: Start): Promise<void> {
  const post = (message: FromRunner): void => page.postMessage(message);
  const streams = new Streams(post);
  /** What was printed before comes first. */
  const tell = (message: FromRunner): void => {
    streams.flush();
    post(message);
  };
  printByNode((name, text) => streams.write(name, text));
  publishDisplays(tell);
  const turn = (): number => {
    if (shared !== undefined && Atomics.load(shared, Slot.stop) !== 0) throw new Interrupted();
    return TURNS;
  };
  const files = new ReaderFiles(folder, (path, content) => post({ type: "write", path, content }));
  const calls = new Calls<ToCompiler>(compiler);
  const { middleLayer, mlMatrix, seedrandom } = await packages;
  middleLayer.language(folder.endsWith("/ja") ? "ja" : "en");
  const fs = { ...files.fs, default: files.fs };
  const own = new Map<string, () => unknown>([
    ["middle-layer", () => middleLayer],
    ["ml-matrix", () => mlMatrix],
    ["seedrandom", () => ({ __esModule: true, default: seedrandom })],
    ["node:fs", () => fs],
    ["fs", () => fs],
  ]);
  const modules = new ModuleLoader(calls, own);
  const engine = new Engine({
    compiler: calls,
    modules,
    folder,
    turn,
    warn: (text) => streams.write("stderr", text),
  });
  const runner = new CellRunner(engine, tell);
  const ask = createAsk(tell, shared, turn);
  new Scope().declare(createPrelude(tell, ask, (text) => streams.write("stdout", text)));
  reportLateErrors(runner, (text) => streams.write("stderr", text));
  page.onmessage = ({ data }) => {
    const message = data as ToRunner;
    if (message.type === "execute") void runner.run(message);
    else if (message.type === "interrupt")
      void interrupt(runner, message, shared).then(() => post({ type: "settled", id: message.id }));
    else if (message.type === "change") {
      files.change(message.files);
      modules.forget();
    }
  };
  post({ type: "ready" });
}

async function interrupt(
  runner: CellRunner,
  { cell }: Extract<ToRunner, { type: "interrupt" }>,
  shared: Int32Array | undefined,
): Promise<void> {
  await runner.interrupt(cell);
  if (shared !== undefined) Atomics.store(shared, Slot.stop, 0);
}

/** Reports what nobody handles on the standard error of the cell that made it: see the kernel in Node. */
function reportLateErrors(runner: CellRunner, write: (text: string) => void): void {
  const report = (title: string, error: unknown): void => {
    if (error instanceof Interrupted) return;
    const text = `${title}\n${describeError(error).traceback.join("\n")}\n`;
    inCell(runner.find(cellOf(error)) ?? currentCell(), () => write(text));
  };
  scope.addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    report("Unhandled rejection:", event.reason);
  });
  scope.addEventListener("error", (event) => {
    event.preventDefault();
    report("Uncaught exception:", event.error);
  });
}

/** Makes `close` in a cell an error instead of the end of the thread. */
function forbidClose(): void {
  scope.close = () => {
    throw new Error(
      "close(): a cell cannot end the kernel; use the front end's Restart or Shut Down",
    );
  };
}

printMatricesAsShown();
installStackTraces();
readStacksBy(readableStack);
forbidClose();
bindToCells(globalThis, ["setTimeout", "setInterval", "queueMicrotask"]);
scope.onmessage = ({ data }) => {
  scope.onmessage = null;
  void start(data as Start);
};
