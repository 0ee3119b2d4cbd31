import { statSync } from "node:fs";
import { dirname } from "node:path";
import type * as ts from "@tslab/typescript-for-tslab";

/** Files that packages bring do not change under a running kernel. */
function isOfProject(path: string): boolean {
  return !path.includes("node_modules") && !path.startsWith(dirname(__filename));
}

/** When a file was last changed; 0 if there is none. */
function modified(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

interface Watched {
  notify: ts.FileWatcherCallback;
  seen: number;
}

const watched = new Map<string, Watched>();
const loaded = new Map<string, number>();

/**
 * Has the compiler's files looked after here instead of by file watchers, whose news may come after the
 * cell that needs them.
 */
export function watchProjectFiles(compiler: typeof ts): void {
  compiler.sys.watchFile = (path, notify) => {
    if (isOfProject(path)) watched.set(path, { notify, seen: modified(path) });
    return { close: () => watched.delete(path) };
  };
  compiler.sys.watchDirectory = () => ({ close() {} });
  CHANGED = compiler.FileWatcherEventKind.Changed;
}

let CHANGED: ts.FileWatcherEventKind | undefined;

/** Before a cell: has the compiler, and `require`, forget what changed on disk since the last one. */
export function forgetChangedFiles(): void {
  for (const [path, file] of watched) {
    const now = modified(path);
    if (now === file.seen || CHANGED === undefined) continue;
    file.seen = now;
    file.notify(path, CHANGED);
  }
  const changed = [...loaded].some(([path, time]) => modified(path) !== time);
  if (!changed) return;
  // All of them: what has not changed itself may hold on to something that has.
  for (const path of loaded.keys()) delete require.cache[path];
  loaded.clear();
}

/**
 * After a cell: takes note of the project's modules that it has loaded, and forgets those that an
 * interrupt has stopped halfway.
 */
export function noteLoadedModules(): void {
  for (const [path, module] of Object.entries(require.cache)) {
    if (module?.loaded === false) delete require.cache[path];
    else if (!loaded.has(path) && isOfProject(path)) loaded.set(path, modified(path));
  }
}
