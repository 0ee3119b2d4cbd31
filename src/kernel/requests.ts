import type { ExecuteRequest, Json, Place, Question } from "../run/messages.js";
import { flag, integer, text, texts } from "./fields.js";
import type { HistoryQuery } from "./history.js";
import type { Message } from "./wire.js";

/** What a front end asks for, with its content checked and the defaults filled in. */
export type Request =
  | { kind: "execute"; execute: ExecuteRequest }
  | { kind: "ask"; question: Question; place: Place }
  | { kind: "history"; query: HistoryQuery }
  | { kind: "shutdown"; restart: boolean }
  | { kind: "kernel_info" | "comm_info" | "interrupt" }
  | { kind: "refused"; name: string; message: string }
  | { kind: "comm_open"; id: string }
  | { kind: "input"; value: string }
  /** Nothing that wants an answer. */
  | { kind: "none" };

const NONE: Request = { kind: "none" };

const READERS = new Map<string, (content: Json) => Request>([
  ["execute_request", (content) => ({ kind: "execute", execute: toExecute(content) })],
  ["complete_request", (content) => toQuestion("complete", content)],
  ["inspect_request", (content) => toQuestion("inspect", content)],
  ["is_complete_request", (content) => toQuestion("is_complete", content)],
  ["history_request", (content) => ({ kind: "history", query: toHistoryQuery(content) })],
  [
    "shutdown_request",
    (content) => ({ kind: "shutdown", restart: flag(content, "restart", false) }),
  ],
  ["kernel_info_request", () => ({ kind: "kernel_info" })],
  ["comm_info_request", () => ({ kind: "comm_info" })],
  ["interrupt_request", () => ({ kind: "interrupt" })],
  ["comm_open", ({ comm_id: id }) => (typeof id === "string" ? { kind: "comm_open", id } : NONE)],
  ["input_reply", ({ value }) => (typeof value === "string" ? { kind: "input", value } : NONE)],
]);

/** What `message` asks for, whatever it holds. Beyond this nothing needs to be checked. */
export function toRequest({ header: { msg_type: type }, content }: Message): Request {
  const read = READERS.get(type);
  if (read === undefined) return type.endsWith("_request") ? unsupported(type) : NONE;
  try {
    return read(content);
  } catch (error) {
    const { name, message } = error as Error;
    return { kind: "refused", name, message: `${type}: ${message}` };
  }
}

function unsupported(type: string): Request {
  const message = `${type} is not supported by this kernel`;
  return { kind: "refused", name: "NotImplementedError", message };
}

function toExecute(content: Json): ExecuteRequest {
  const silent = flag(content, "silent", false);
  return {
    code: text(content, "code"),
    silent,
    store_history: flag(content, "store_history", true) && !silent,
    user_expressions: texts(content, "user_expressions"),
    allow_stdin: flag(content, "allow_stdin", false),
    stop_on_error: flag(content, "stop_on_error", true),
  };
}

function toQuestion(question: Question, content: Json): Request {
  const cursor_pos = integer(content, "cursor_pos", undefined);
  return { kind: "ask", question, place: { code: text(content, "code"), cursor_pos } };
}

function toHistoryQuery(content: Json): HistoryQuery {
  const output = flag(content, "output", false);
  switch (content.hist_access_type) {
    case "tail":
      return { type: "tail", output, n: integer(content, "n", 10) };
    case "search": {
      const pattern = text(content, "pattern", "*");
      const unique = flag(content, "unique", false);
      return { type: "search", output, pattern, unique, n: integer(content, "n", undefined) };
    }
    case "range": {
      const session = integer(content, "session", 0);
      const [start, stop] = [integer(content, "start", 0), integer(content, "stop", undefined)];
      return { type: "range", output, session, start, stop };
    }
    default:
      throw new TypeError('expected hist_access_type as "tail", "search" or "range"');
  }
}
