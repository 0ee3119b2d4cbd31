import { join } from "../cells/files.js";
import type { Content, FileChanges } from "./channel.js";

/** The reader's files, as cells see them by `node:fs`. */
export class ReaderFiles {
  readonly #folder: string;
  readonly #write: (path: string, content: Content) => void;
  readonly #contents = new Map<string, Content>();

  /** `folder` is that of the notebook; `write` keeps a file for good. */
  constructor(folder: string, write: (path: string, content: Content) => void) {
    this.#folder = folder;
    this.#write = write;
  }

  change(files: FileChanges): void {
    for (const [path, content] of Object.entries(files)) {
      if (content === null) this.#contents.delete(path);
      else this.#contents.set(path, content);
    }
  }

  /** What a cell imports as `node:fs`. */
  readonly fs: object = {
    readFileSync: (name: string, options?: string | { encoding?: string }) => {
      const path = this.#path(name);
      const content = this.#contents.get(path);
      if (content === undefined) throw notThere(`open '${name}'`);
      const encoding = typeof options === "string" ? options : options?.encoding;
      if (encoding === undefined) return toBytes(content);
      return typeof content === "string" ? content : new TextDecoder().decode(content);
    },
    writeFileSync: (name: string, data: string | Uint8Array) => {
      const path = this.#path(name);
      const content = typeof data === "string" ? data : data.slice();
      this.#contents.set(path, content);
      this.#write(path, content);
    },
    existsSync: (name: string) => {
      const path = this.#path(name);
      return this.#contents.has(path) || this.#below(path).length > 0;
    },
    readdirSync: (name: string) => {
      const names = this.#below(this.#path(name));
      if (names.length === 0) throw notThere(`scandir '${name}'`);
      return names.sort();
    },
  };

  #path(name: string): string {
    return name.startsWith("/") ? join("/", name) : join(this.#folder, name);
  }

  #below(folder: string): string[] {
    const start = folder === "/" ? folder : `${folder}/`;
    const below = [...this.#contents.keys()].filter((path) => path.startsWith(start));
    return [...new Set(below.map((path) => path.slice(start.length).split("/")[0] as string))];
  }
}

function toBytes(content: Content): Uint8Array {
  return typeof content === "string" ? new TextEncoder().encode(content) : content.slice();
}

function notThere(what: string): Error {
  return Object.assign(new Error(`ENOENT: no such file or directory, ${what}`), { code: "ENOENT" });
}
