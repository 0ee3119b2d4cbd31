import type * as ts from "@tslab/typescript-for-tslab";
import type { Question } from "./channel.js";
import type { Engine } from "./engine.js";
import { describeError } from "./errors.js";
import { toCharacters, toUtf16 } from "./positions.js";
import { requireFromTslab } from "./private-api.js";
import type { Json } from "./wire.js";

/** The content of the reply to a request that needs the compiler. */
export function answer(engine: Engine, kind: Question, { code, cursor_pos }: Json): object {
  const text = String(code ?? "");
  const at = typeof cursor_pos === "number" ? toUtf16(text, cursor_pos) : text.length;
  try {
    if (kind === "complete") return complete(engine, text, at);
    if (kind === "inspect") return inspect(engine, text, at);
    return isComplete(engine, text);
  } catch (error) {
    return { status: "error", ...describeError(error) };
  }
}

function complete(engine: Engine, code: string, at: number): object {
  const { start, end, candidates, original } = engine.complete(code, at);
  const kinds = new Map(original?.entries.map(({ name, kind }) => [name, kind]));
  const range = { start: toCharacters(code, start), end: toCharacters(code, end) };
  const types = candidates.map((name) => ({ text: name, type: kinds.get(name) ?? "", ...range }));
  return {
    status: "ok",
    matches: candidates,
    cursor_start: range.start,
    cursor_end: range.end,
    // What JupyterLab shows the kind of a completion by.
    metadata: { _jupyter_types_experimental: types },
  };
}

function inspect(engine: Engine, code: string, at: number): object {
  const places = [at, at - 1, calleeBefore(code, at)].filter((place) => place >= 0);
  for (const place of places) {
    const info = engine.inspect(code, place);
    if (info !== undefined) return found(info);
  }
  return { status: "ok", found: false, data: {}, metadata: {} };
}

function found(info: ts.QuickInfo): object {
  const { printQuickInfo } =
    requireFromTslab<typeof import("tslab/dist/inspect.js")>("./dist/inspect.js");
  const signature = (info.displayParts ?? []).map(({ text }) => text).join("");
  const text = printQuickInfo(info);
  const documentation = text.slice(signature.length).trim();
  const markdown = `\`\`\`typescript\n${signature}\n\`\`\`\n\n${documentation}`;
  const data = { "text/plain": text, "text/markdown": markdown };
  return { status: "ok", found: true, data, metadata: {} };
}

/** The end of the name whose call the cursor is in, as in `name(a, |`, or -1. */
function calleeBefore(code: string, at: number): number {
  let depth = 0;
  for (let i = at - 1; i >= 0; i--) {
    if (code[i] === ")") depth += 1;
    else if (code[i] === "(" && depth > 0) depth -= 1;
    else if (code[i] === "(") return code.slice(0, i).trimEnd().length - 1;
  }
  return -1;
}

/** "Unterminated" comments and templates end with the next line, if it holds their end. */
const OPEN_ENDS = new Set([1010, 1160]);

function isComplete({ compiler }: Engine, code: string): object {
  // As a module, in which a top-level await is no error.
  const text = `export {};\n${code}`;
  const file = compiler.createSourceFile("cell.ts", text, compiler.ScriptTarget.Latest);
  const { parseDiagnostics = [] } = file as { parseDiagnostics?: ts.DiagnosticWithLocation[] };
  const [first] = parseDiagnostics;
  if (first === undefined) return { status: "complete" };
  const message = compiler.flattenDiagnosticMessageText(first.messageText, "\n");
  const atEnd = first.start >= text.trimEnd().length;
  const isOpen = parseDiagnostics.some((d) => OPEN_ENDS.has(d.code));
  if (!isOpen && !(atEnd && message.endsWith("expected."))) return { status: "invalid" };
  const { isCompleteCode } =
    requireFromTslab<typeof import("tslab/dist/converter.js")>("./dist/converter.js");
  return { status: "incomplete", indent: isCompleteCode(code).indent ?? "" };
}
