import { bytesOfBase64 } from "./base64.js";

// TypeScript declares WebAssembly only together with all of the browser (lib "dom").
declare const WebAssembly: {
  readonly Memory: new (limits: { initial: number; maximum: number; shared: boolean }) => Memory;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

/** The memory of a kernel. */
export interface Memory {
  readonly buffer: ArrayBuffer | SharedArrayBuffer;
}

/** A number that a kernel exports. */
export interface Constant {
  readonly value: number;
}

/** A memory of `pages` times 64 kB that never grows. */
export function createMemory(pages: number, shared = false): Memory {
  return new WebAssembly.Memory({ initial: pages, maximum: pages, shared });
}

/** Modules by their bytes: each is compiled once. */
const modules = new Map<string, object>();

/** The exports of the WebAssembly module whose bytes are `base64`, run over `memory`. */
export function instantiate<Exports>(base64: string, memory: Memory): Exports {
  const module = modules.get(base64) ?? new WebAssembly.Module(bytesOfBase64(base64));
  modules.set(base64, module);
  const instance = new WebAssembly.Instance(module, { env: { memory } });
  return instance.exports as Exports;
}
