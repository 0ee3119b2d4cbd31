type BuiltIn = "fs" | "module" | "os" | "path" | "worker_threads";

/** A built-in module of Node; undefined where there is no Node, as in a browser. */
export function builtin<Name extends BuiltIn>(
  name: Name,
): ReturnType<typeof process.getBuiltinModule<Name>> | undefined {
  return globalThis.process?.getBuiltinModule?.(name);
}

/** An environment variable; undefined where there are none, or where it is empty. */
export function environment(name: string): string | undefined {
  return globalThis.process?.env?.[name] || undefined;
}

/** The folders of this package and of the project that has installed it; none where there is no Node. */
export function projectFolders(): string[] {
  const path = builtin("path");
  if (!path) return [];
  const root = path.join(__dirname, "..");
  const parent = path.dirname(root);
  return path.basename(parent) === "node_modules" ? [root, path.dirname(parent)] : [root];
}
