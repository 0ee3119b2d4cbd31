// What bundles for the browser have in the place of node:util.

export { format, inspect } from "node-inspect-extracted";

/** A browser does not tell proxies from what they stand for. */
export const types: { isProxy(value: unknown): boolean } = { isProxy: () => false };
