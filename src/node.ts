type BuiltIn = "fs" | "module" | "os" | "path" | "worker_threads";

/** A built-in module of Node; undefined where there is no Node, as in a browser. */
export function builtin<Name extends BuiltIn>(
  name: Name,
): ReturnType<typeof process.getBuiltinModule<Name>> | undefined {
  return globalThis.process?.getBuiltinModule?.(name);
}

/** An environment variable; undefined where there are none, where it is empty or must not be read. */
export function environment(name: string): string | undefined {
  return allowed(() => globalThis.process?.env?.[name]) || undefined;
}

/** What `ask` gives; undefined where it throws, as it does in Deno for what was not permitted. */
export function allowed<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}

/**
 * `require` as this package has it, for what is loaded at once when it is first needed, and for what
 * bundlers are not to look for. Undefined where there is no Node.
 */
export function nodeRequire(): NodeJS.Require | undefined {
  return builtin("module")?.createRequire(import.meta.url);
}

/**
 * The folder of this package, where it is installed, also for a program that it was bundled into;
 * undefined where that is not known.
 */
export function packageFolder(): string | undefined {
  return allowed(() => {
    const file = nodeRequire()?.resolve("middle-layer/package.json");
    return file && builtin("path")?.dirname(file);
  });
}

/** The folders of this package and of the project that has installed it; none where they are not known. */
export function projectFolders(): string[] {
  const [path, root] = [builtin("path"), packageFolder()];
  if (path === undefined || root === undefined) return [];
  const parent = path.dirname(root);
  return path.basename(parent) === "node_modules" ? [root, path.dirname(parent)] : [root];
}
