import type { Problem } from "../cells/diagnostics.js";
import type { Mapping } from "../cells/source-map.js";
import type { Execution, Header, Place, Question, StreamName, Told } from "../run/messages.js";
import type { Port } from "./web.js";

// A page has three threads for a kernel: its own, which speaks with the front end; one that compiles,
// and lives on; and one that runs cells, which is ended where nothing else stops them.

/** A file as the reader's folder has it: text, or bytes. */
export type Content = string | Uint8Array;

/** Files that are new or changed, by their paths; null for one that is gone. */
export type FileChanges = Record<string, Content | null>;

/** What the compiler is asked. */
export type ToCompiler =
  | { type: "start"; folder: string }
  | { type: "connect"; port: Port }
  | { type: "compile"; code: string; file: string }
  /** The cell has run, and has come to declare these names. */
  | { type: "keep"; names: string[] }
  | { type: "load"; specifier: string; from: string }
  | { type: "answer"; question: Question; place: Place }
  | { type: "change"; files: FileChanges }
  /** All variables are gone. */
  | { type: "forget" };

/** Compiled code with its way back to what it was compiled from. */
export interface Code {
  code: string;
  map: Mapping;
  /** Characters that were put before the code, of which the map does not know. */
  header: number;
}

/** What becomes of a cell. */
export type Compiled =
  | { problems: Problem[] }
  | (Code & { warnings: Problem[]; remark: string | undefined })
  /** It was made a module, which other cells import. */
  | "module";

/** What becomes of a module that is imported. */
export type Loaded =
  | { problems: Problem[] }
  /** There is no such file. */
  | { missing: string }
  | { path: string; json: string }
  | ({ path: string; name: string; imports: string[] } & (Code | { code: string }));

/**
 * The first message to the thread that runs cells. It has ports of its own to what it speaks with: the
 * thread's global `postMessage` and `onmessage` are within reach of cells.
 */
export interface Start {
  folder: string;
  page: Port;
  compiler: Port;
  shared: Int32Array | undefined;
}

/** What the thread that runs cells is told. */
export type ToRunner =
  | ({ type: "execute" } & Execution)
  /** `cell` is what it is for: the id of the request; none stops what earlier cells have left behind. */
  | { type: "interrupt"; id: number; cell: string | undefined }
  | { type: "change"; files: FileChanges };

/** What it tells. */
export type FromRunner =
  | Told
  | { type: "stream"; parent: Header; name: StreamName; text: string }
  | { type: "write"; path: string; content: Content }
  | { type: "ready" }
  | { type: "settled"; id: number };

/** The slots of the memory that page and runner share, where they can. */
export const Slot = {
  /** Not 0 while an interrupt is under way. */
  stop: 0,
  /** Length of the answer to a prompt, in bytes, plus 1; 0 while there is none. */
  answered: 1,
  /** Where the answer is. */
  answer: 2,
} as const;

/** Bytes for the shared slots, and for the longest answer. */
export const SHARED_BYTES: number = 1 << 18;
