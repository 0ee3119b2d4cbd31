type Exports = Record<string, unknown>;

/** What a module exports, as `import()` gives it. */
export function namespace(exports: unknown): unknown {
  if (isModule(exports)) return exports;
  const { __esModule: isCompiled } = (exports ?? {}) as Exports;
  if (isCompiled) return exports;
  const names = typeof exports === "object" || typeof exports === "function" ? exports : {};
  return { ...names, default: exports };
}

/** Whether a value is the namespace of an ES module. */
export function isModule(value: unknown): boolean {
  return Object.prototype.toString.call(value) === "[object Module]";
}

/** What `name` of a loaded module is; `*` is the module. SyntaxError if there is no such export. */
export function pick(loaded: unknown, name: string, specifier: string): unknown {
  const exports = loaded as Exports;
  if (name === "*") return exports;
  // The exports of a CommonJS file come as `default`; Node finds only some of their names.
  const { default: common } = exports as { default?: Exports };
  const isCompiled = common !== null && typeof common === "object" && common.__esModule === true;
  if (name === "default" && isCompiled && "default" in common) return common.default;
  if (name in exports) return exports[name];
  const isHolder = (typeof common === "object" && common !== null) || typeof common === "function";
  if (isHolder && name in common) return common[name];
  throw new SyntaxError(`import: the module "${specifier}" has no export named ${name}`);
}
