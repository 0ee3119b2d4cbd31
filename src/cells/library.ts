/** Whether the JavaScript engine that runs this has what a library file declares. */
type Test = () => boolean;

const has = (owner: object, name: string): boolean => name in owner;
const exists = (name: string): boolean => has(globalThis, name);

/** Library files of TypeScript beyond ES2022, each with the newest thing that it declares. */
const LIBRARIES: Record<string, Test> = {
  "es2023.array": () => has(Array.prototype, "toSorted"),
  "es2023.collection": () => has(Array.prototype, "toSorted"),
  "es2023.intl": () => has(Intl.NumberFormat.prototype, "formatRange"),
  "es2024.arraybuffer": () => has(ArrayBuffer.prototype, "transfer"),
  "es2024.collection": () => has(Map, "groupBy"),
  "es2024.object": () => has(Object, "groupBy"),
  "es2024.promise": () => has(Promise, "withResolvers"),
  "es2024.regexp": () => has(RegExp.prototype, "unicodeSets"),
  "es2024.sharedmemory": () => has(Atomics, "waitAsync"),
  "es2024.string": () => has(String.prototype, "isWellFormed"),
  "es2025.collection": () => has(Set.prototype, "union"),
  "es2025.float16": () => exists("Float16Array"),
  "es2025.intl": () => has(Intl, "DurationFormat"),
  "es2025.iterator": () => exists("Iterator"),
  "es2025.promise": () => has(Promise, "try"),
  "es2025.regexp": () => has(RegExp, "escape"),
  "esnext.array": () => has(Array, "fromAsync"),
  "esnext.collection": () => has(Map.prototype, "getOrInsert"),
  "esnext.date": () => has(Date.prototype, "toTemporalInstant"),
  "esnext.decorators": () => true,
  "esnext.disposable": () => exists("DisposableStack"),
  "esnext.error": () => has(Error, "isError"),
  "esnext.sharedmemory": () => has(Atomics, "pause"),
  "esnext.temporal": () => exists("Temporal"),
  "esnext.typedarrays": () => has(Uint8Array.prototype, "toBase64"),
};

/**
 * The library files that fit this JavaScript engine, as `lib` of the compiler's options names them: types
 * promise what is there, no more and no less.
 */
export function runtimeLibrary(): string[] {
  const found = Object.entries(LIBRARIES).filter(([, test]) => test());
  return ["es2022", ...found.map(([name]) => name)].map((name) => `lib.${name}.d.ts`);
}
