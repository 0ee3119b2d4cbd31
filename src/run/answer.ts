import type { Cells } from "../cells/cells.js";
import { describeError } from "./errors.js";
import type { Place, Question } from "./messages.js";
import { toCharacters, toUtf16 } from "./positions.js";

/** Knows the answers. */
type Compiler = Pick<Cells, "complete" | "inspect" | "isComplete">;

/** The content of the reply to a request that needs the compiler. */
export function answer(compiler: Compiler, kind: Question, { code, cursor_pos }: Place): object {
  const at = cursor_pos === undefined ? code.length : toUtf16(code, cursor_pos);
  try {
    if (kind === "complete") return complete(compiler, code, at);
    if (kind === "inspect") return inspect(compiler, code, at);
    return compiler.isComplete(code);
  } catch (error) {
    return { status: "error", ...describeError(error) };
  }
}

function complete(compiler: Compiler, code: string, at: number): object {
  const { start, end, entries } = compiler.complete(code, at);
  const range = { start: toCharacters(code, start), end: toCharacters(code, end) };
  const types = entries.map(({ name, kind }) => ({ text: name, type: kind, ...range }));
  return {
    status: "ok",
    matches: entries.map(({ name }) => name),
    cursor_start: range.start,
    cursor_end: range.end,
    // What JupyterLab shows the kind of a completion by.
    metadata: { _jupyter_types_experimental: types },
  };
}

function inspect(compiler: Compiler, code: string, at: number): object {
  const found = compiler.inspect(code, at);
  if (found === undefined) return { status: "ok", found: false, data: {}, metadata: {} };
  const { signature, documentation } = found;
  const text = documentation === "" ? signature : `${signature}\n\n${documentation}`;
  const markdown = `\`\`\`typescript\n${signature}\n\`\`\`\n\n${documentation}`;
  const data = { "text/plain": text, "text/markdown": markdown };
  return { status: "ok", found: true, data, metadata: {} };
}
