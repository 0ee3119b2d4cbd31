import type { Files } from "../cells/files.js";
import type { Content, FileChanges } from "./channel.js";

/** Files in memory: those that came with the page, and those of the reader. */
export class VirtualFiles implements Files {
  readonly #texts: Map<string, string>;
  readonly #modified = new Map<string, number>();
  readonly #folders = new Set<string>();
  #changes = 0;

  /** `given`: texts by their paths; `folder` is there without a file in it, too. */
  constructor(given: Record<string, string>, folder: string) {
    this.#addFolders(`${folder}/`);
    this.#texts = new Map(Object.entries(given));
    for (const path of this.#texts.keys()) this.#addFolders(path);
  }

  /** Puts and takes away files; bytes are of no use to a compiler, but that they are there. */
  change(files: FileChanges): void {
    this.#changes += 1;
    for (const [path, content] of Object.entries(files)) {
      if (content === null) this.#texts.delete(path);
      else this.#texts.set(path, textOf(content));
      this.#modified.set(path, this.#changes);
      this.#addFolders(path);
    }
  }

  readFile(path: string): string | undefined {
    return this.#texts.get(path);
  }

  fileExists(path: string): boolean {
    return this.#texts.has(path);
  }

  directoryExists(path: string): boolean {
    return path === "/" || this.#folders.has(path);
  }

  getDirectories(path: string): string[] {
    const start = path.endsWith("/") ? path : `${path}/`;
    const below = [...this.#folders].filter((folder) => folder.startsWith(start));
    return [...new Set(below.map((folder) => folder.slice(start.length).split("/")[0] as string))];
  }

  realpath(path: string): string {
    return path;
  }

  modified(path: string): number {
    return this.#modified.get(path) ?? 0;
  }

  #addFolders(path: string): void {
    for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) {
      this.#folders.add(path.slice(0, at));
    }
  }
}

function textOf(content: Content): string {
  return typeof content === "string" ? content : "";
}
