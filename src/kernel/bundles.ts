import { pathToFileURL } from "node:url";
import { disk } from "./disk.js";

/** Letters from which a file takes longer to compile than a reader would wait. */
const LARGE = 100_000;

/** When each bundle was last changed before it was first loaded. */
const first = new Map<string, number>();

/**
 * Whether a file is an ES module so large that Node is to load it as it is, and not this kernel to
 * compile it: a bundle, as a linked package has.
 */
export function isBundle(path: string): boolean {
  if (!/\.m?js$/.test(path)) return false;
  const text = disk.readFile(path) ?? "";
  return text.length >= LARGE && /^\s*(im|ex)port\b/m.test(text);
}

/**
 * The address by which Node loads a bundle as it is now. Node keeps for ever what it has loaded, so
 * one that has changed since gets another address.
 */
export function bundleAddress(path: string): string {
  const { href } = pathToFileURL(path);
  const modified = disk.modified(path);
  const known = first.get(path) ?? modified;
  first.set(path, known);
  return modified === known ? href : `${href}?${modified}`;
}
