/** A comment with `@module name` at the head of a cell makes it a module, as in tslab. */
const MODULE = /^\s*\/\*\*(?:(?!\*\/)[\s\S])*?@module\s+(\w+)/;

/** The name of the module that a cell is to be; undefined for all others. */
export function moduleName(code: string): string | undefined {
  return MODULE.exec(code)?.[1];
}
