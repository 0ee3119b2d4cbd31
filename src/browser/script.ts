type Body = (this: unknown, ...args: unknown[]) => Promise<unknown>;

/** The function that a script is, at the top of which are the thread's globals; `file` is its name in stack traces. */
export function evaluateScript(code: string, file: string): Body {
  // biome-ignore lint/security/noGlobalEval: it runs what the reader has written, in the reader's page
  const evaluate = globalThis.eval;
  return evaluate(`${code}\n//# sourceURL=${file}`);
}
