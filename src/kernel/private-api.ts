import { createRequire } from "node:module";

/**
 * `require` as tslab sees it: zeromq and the TypeScript compiler are tslab's dependencies, and need not
 * be reachable from here. tslab's own modules are private to it, but its package has no `exports`, so
 * they can be loaded by path.
 */
const tslabRequire: NodeJS.Require = createRequire(require.resolve("tslab/package.json"));

export function requireFromTslab<T>(id: string): T {
  return tslabRequire(id) as T;
}

/** The path of a module as tslab resolves it. */
export function resolveFromTslab(id: string): string {
  return tslabRequire.resolve(id);
}
