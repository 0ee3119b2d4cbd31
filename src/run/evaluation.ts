import type { Problem } from "../cells/diagnostics.js";
import { type Cell, inCell } from "./cells.js";
import { toMimeBundle } from "./display.js";
import { describeError, describeProblems } from "./errors.js";
import { rememberText } from "./excerpt.js";
import type { ErrorContent, ExecuteReply, Execution, Json, Tell } from "./messages.js";

/** How the code of a cell ended. */
export type Outcome = { value: unknown } | { error: unknown } | { problems: Problem[] };

/** Compiles code and runs it; `file` is what it is called in stack traces. */
export interface Executor {
  execute(code: string, file: string): Promise<Outcome>;
}

/** What a cell gives, as the protocol tells it. */
export type Result = { error: ErrorContent } | { data: Json | undefined };

/** A cell that is about to run. */
export function newCell({ parent, request }: Execution): Cell {
  const { silent, allow_stdin: allowStdin } = request;
  return { parent, silent, allowStdin, stopped: false, waiting: new Set(), endings: [] };
}

/** What a cell and the expressions that came with it give. */
export async function evaluate(
  executor: Executor,
  { request, file }: Execution,
): Promise<{ result: Result; values: Json }> {
  const result = await evaluateCode(executor, request.code, file);
  if ("error" in result) return { result, values: {} };
  const values: [name: string, value: Json][] = [];
  for (const [name, code] of Object.entries(request.user_expressions)) {
    const value = await evaluateCode(executor, code, "In[*]");
    const told =
      "error" in value
        ? { status: "error", ...value.error }
        : { status: "ok", data: value.data ?? { "text/plain": "undefined" }, metadata: {} };
    values.push([name, told]);
  }
  return { result, values: Object.fromEntries(values) };
}

async function evaluateCode(executor: Executor, code: string, file: string): Promise<Result> {
  rememberText(file, code);
  try {
    const outcome = await executor.execute(code, file);
    if ("error" in outcome) throw outcome.error;
    if ("problems" in outcome) return { error: describeProblems(outcome.problems, file) };
    const { value } = outcome;
    return { data: value === undefined ? undefined : await toMimeBundle(value) };
  } catch (error) {
    return { error: describeError(error) };
  }
}

/** Does what is to be done at the end of a cell. */
export function finish(cell: Cell): void {
  const endings = cell.endings ?? [];
  cell.endings = undefined;
  for (const work of endings) {
    try {
      inCell(cell, work);
    } catch (error) {
      console.error(error);
    }
  }
}

/** Tells what a cell, number `count`, has given. */
export function report(
  tell: Tell,
  cell: Cell,
  count: number,
  result: Result,
  values: Json = {},
): void {
  const shown = cell.silent ? result : show(tell, cell, count, result);
  const text = "data" in shown ? shown.data?.["text/plain"] : undefined;
  const output = typeof text === "string" ? text : undefined;
  const reply: ExecuteReply =
    "error" in shown
      ? { status: "error", execution_count: count, ...shown.error }
      : { status: "ok", execution_count: count, payload: [], user_expressions: values };
  tell({ type: "done", reply, output });
}

/** Shows a result, or why it cannot be shown; returns what was shown. */
function show(tell: Tell, cell: Cell, count: number, result: Result): Result {
  const { parent } = cell;
  if ("error" in result) {
    tell({ type: "publish", parent, msgType: "error", content: result.error });
  } else if (result.data !== undefined) {
    const content = { execution_count: count, data: result.data, metadata: {} };
    try {
      tell({ type: "publish", parent, msgType: "execute_result", content });
    } catch (error) {
      // No message can hold it, as a MIME bundle with a function in it.
      return show(tell, cell, count, { error: describeError(error) });
    }
  }
  return result;
}
