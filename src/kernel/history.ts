import { appendFileSync, readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { failure } from "../run/failure.js";
import { makeFolder } from "./folders.js";
import { Glob } from "./glob.js";

/** Which cells a history_request asks for: the last `n`, those that fit a glob, or the lines of a session. */
export type HistoryQuery = { output: boolean } & (
  | { type: "tail"; n: number }
  | { type: "search"; pattern: string; unique: boolean; n: number | undefined }
  | Range
);

/** Lines `start` up to but without `stop` of a session; 0 is this session, -1 the one before. */
type Range = { type: "range"; session: number; start: number; stop: number | undefined };

interface Entry {
  session: number;
  line: number;
  input: string;
  output?: string;
}

type Tuple = [session: number, line: number, text: string | [input: string, output: string | null]];

/**
 * The cells that were run, in this session and in earlier ones: one JSON object a line in `file`.
 * A disk that cannot be read or written costs the past sessions, nothing else.
 */
export class History {
  readonly #file: string;
  #entries: Entry[] | undefined;
  #session = 0;

  constructor(file: string) {
    this.#file = file;
  }

  /** Records the input of line `line` of this session. */
  input(line: number, input: string): void {
    const entries = this.#load();
    const entry = { session: this.#session, line, input };
    entries.push(entry);
    this.#append(entry);
  }

  /** Records the result of line `line` as text. */
  output(line: number, output: string): void {
    const entry = this.#load().at(-1);
    if (entry?.line !== line || entry.session !== this.#session) return;
    entry.output = output;
    this.#append(entry);
  }

  /** The content of the reply to a history_request. */
  answer(query: HistoryQuery): object {
    try {
      const history = this.#find(query).map((entry) => toTuple(entry, query.output));
      return { status: "ok", history };
    } catch (error) {
      // The pattern takes too long.
      return failure(error as Error);
    }
  }

  #find(query: HistoryQuery): Entry[] {
    const entries = this.#load();
    switch (query.type) {
      case "tail":
        return last(entries, query.n);
      case "search":
        return last(search(entries, query.pattern, query.unique), query.n);
      case "range":
        return this.#range(entries, query);
    }
  }

  #range(entries: Entry[], { session, start, stop = Number.POSITIVE_INFINITY }: Range): Entry[] {
    const number = session <= 0 ? this.#session + session : session;
    return entries.filter((e) => e.session === number && e.line >= start && e.line < stop);
  }

  /** Reads the file at first use, which keeps the kernel's start short. */
  #load(): Entry[] {
    this.#entries ??= read(this.#file);
    if (this.#session === 0) {
      this.#session = this.#entries.reduce((max, e) => Math.max(max, e.session), 0) + 1;
    }
    return this.#entries;
  }

  #append(entry: Entry): void {
    try {
      makeFolder(dirname(this.#file));
      // The line break comes first, so that a line cut short by a full disk spoils no other.
      appendFileSync(this.#file, `\n${JSON.stringify(entry)}`, { mode: 0o600 });
    } catch {
      // Kept in memory only.
    }
  }
}

function read(file: string): Entry[] {
  const entries = new Map<string, Entry>();
  try {
    if (!statSync(file).isFile()) return [];
    for (const line of readFileSync(file, "utf8").split("\n")) {
      const entry = parse(line);
      // A line with its output follows the one without and takes its place.
      if (entry !== undefined) entries.set(`${entry.session}:${entry.line}`, entry);
    }
  } catch {
    // As if there were no past.
  }
  return [...entries.values()];
}

function parse(line: string): Entry | undefined {
  try {
    const entry: Partial<Entry> | null = JSON.parse(line);
    const whole =
      Number.isInteger(entry?.session) &&
      Number.isInteger(entry?.line) &&
      typeof entry?.input === "string";
    return whole ? (entry as Entry) : undefined;
  } catch {
    return undefined;
  }
}

function toTuple({ session, line, input, output }: Entry, withOutput: boolean): Tuple {
  return [session, line, withOutput ? [input, output ?? null] : input];
}

function last<T>(items: T[], n = items.length): T[] {
  return n <= 0 ? [] : items.slice(-n);
}

/** The entries whose input fits the glob `pattern`; with `unique` the newest of equal inputs. */
function search(entries: Entry[], pattern: string, unique: boolean): Entry[] {
  const glob = new Glob(pattern);
  const found = entries.filter((e) => glob.fits(e.input));
  if (!unique) return found;
  return [...new Map(found.map((e) => [e.input, e])).values()];
}
