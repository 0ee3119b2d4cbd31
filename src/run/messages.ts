/** The head of a message of Jupyter's protocol. */
export interface Header {
  msg_id: string;
  msg_type: string;
  session: string;
  username: string;
  date: string;
  version: string;
}

/** A JSON object. */
export type Json = Record<string, unknown>;

export type StreamName = "stdout" | "stderr";

/** The requests that only the compiler can answer. */
export type Question = "complete" | "inspect" | "is_complete";

/** A place in code, in characters from its start; none is the end. */
export type Place = { code: string; cursor_pos: number | undefined };

/** The content of an execute_request, defaults filled in. */
export interface ExecuteRequest {
  code: string;
  silent: boolean;
  store_history: boolean;
  user_expressions: Record<string, string>;
  allow_stdin: boolean;
  stop_on_error: boolean;
}

/** A cell to run: its request, what it is called in stack traces, and its number. */
export interface Execution {
  parent: Header;
  request: ExecuteRequest;
  file: string;
  count: number;
}

/** An error as the protocol tells it. */
export interface ErrorContent {
  ename: string;
  evalue: string;
  traceback: string[];
}

export type ExecuteReply =
  | { status: "ok"; execution_count: number; payload: []; user_expressions: Json }
  | ({ status: "error"; execution_count: number } & ErrorContent);

/** What a thread that runs cells tells the one that speaks with front ends. */
export type Told =
  | { type: "publish"; parent: Header | undefined; msgType: string; content: object }
  | { type: "input"; prompt: string; password: boolean }
  | { type: "done"; reply: ExecuteReply; output: string | undefined };

/** Tells it. */
export type Tell = (message: Told) => void;
