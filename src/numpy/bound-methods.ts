import { checkSurplus } from "../check.js";

/**
 * Gives `object` its `methods`, named with the most arguments that each takes, as own properties that
 * work without it: `const { normal } = random`. A call with more arguments throws TypeError, unless
 * a subclass has the method anew. As the methods of a class they are not listed among its keys.
 */
export function bindMethods<T extends object>(
  object: T,
  { prototype }: { readonly prototype: T },
  methods: { readonly [name in keyof T]?: number },
): void {
  for (const name in methods) {
    const method: unknown = object[name];
    if (typeof method !== "function") continue;
    const most = method === prototype[name] ? methods[name] : undefined;
    const bound = (...args: unknown[]): unknown => {
      if (most !== undefined && args.length > most) checkSurplus(`RandomState.${name}`, args, most);
      return method.apply(object, args);
    };
    Object.defineProperty(object, name, { value: bound, writable: true, configurable: true });
  }
}
