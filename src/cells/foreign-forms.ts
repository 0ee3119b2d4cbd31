import type { Problem } from "./diagnostics.js";

/** What other kernels understand and this one does not, with what to write instead. */
const FORMS: [pattern: RegExp, message: (found: string) => string][] = [
  [
    /^%%?\w*/,
    (found) => `${found} is a magic command of IPython; a cell of this kernel is TypeScript`,
  ],
  [
    /^!.*/,
    () =>
      'a line that starts with ! is a command of IPython; write execSync("command", { stdio: "inherit" }) of node:child_process',
  ],
  [
    /^\?{1,2}[\w.]+\s*$|^[\w.]+\?{1,2}\s*$/,
    () => "a name with ? is help of IPython; press Shift-Tab on the name for its documentation",
  ],
];

/**
 * One clear line for a cell in another kernel's language, or undefined: looks at the line of the first of
 * `problems`, what the compiler has against it.
 */
export function foreignForm([first]: readonly Problem[]): Problem | undefined {
  if (first === undefined || first.file !== undefined) return undefined;
  const text = first.text.trim();
  for (const [pattern, message] of FORMS) {
    const [found] = pattern.exec(text) ?? [];
    // `!ready` is wrong TypeScript, if there is no such name, but no command.
    if (found === undefined || (!first.isSyntactic && !/^!\S+ /.test(found))) continue;
    const column = first.text.indexOf(text) + 1;
    return { ...first, column, code: 1434, isSyntactic: true, message: message(found) };
  }
  return undefined;
}
