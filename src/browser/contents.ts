import type { Content, FileChanges } from "./channel.js";
import type { Kernel } from "./kernel.js";

/** What is used of a file in Jupyter's contents. */
interface Model {
  type: string;
  path: string;
  last_modified: string;
  format: "text" | "base64" | "json" | null;
  content: unknown;
}

/** What is used of JupyterLite's contents. */
export interface ContentsManager {
  get(path: string, options: { content: boolean }): Promise<Model>;
  save(path: string, options: object): Promise<unknown>;
  fileChanged: { connect(slot: () => void): void };
}

/** What cells cannot read, or is none of their business. */
const OTHERS = /\.(ipynb|png|jpe?g|gif|svg|webp|pdf|html?)$/i;

/** The reader's files in the page, as kernels see them. */
export class Contents {
  readonly #manager: ContentsManager;
  /** The newest state of all, with times of change. */
  readonly #known = new Map<string, { modified: string; content: Content }>();
  readonly #told = new WeakMap<Kernel, Map<string, string>>();
  #isChanged = true;
  #reading: Promise<void> = Promise.resolve();
  #writing: Promise<unknown> = Promise.resolve();

  constructor(manager: ContentsManager) {
    this.#manager = manager;
    manager.fileChanged.connect(() => {
      this.#isChanged = true;
    });
  }

  /** Tells `kernel` of files that have changed since it was told last. */
  async bring(kernel: Kernel): Promise<void> {
    await this.#writing;
    if (this.#isChanged) {
      this.#isChanged = false;
      this.#reading = this.#read();
    }
    await this.#reading;
    const told = this.#told.get(kernel) ?? new Map<string, string>();
    this.#told.set(kernel, told);
    const changes: FileChanges = {};
    for (const [path, { modified, content }] of this.#known) {
      if (told.get(path) === modified) continue;
      told.set(path, modified);
      changes[path] = content;
    }
    for (const path of told.keys()) {
      if (this.#known.has(path)) continue;
      told.delete(path);
      changes[path] = null;
    }
    if (Object.keys(changes).length > 0) kernel.change(changes);
  }

  /** Keeps what a cell has written. */
  write(path: string, content: Content): void {
    const isText = typeof content === "string";
    const model = {
      type: "file",
      format: isText ? "text" : "base64",
      content: isText ? content : btoa(Array.from(content, (x) => String.fromCharCode(x)).join("")),
    };
    this.#writing = this.#writing.then(() => this.#manager.save(path.slice(1), model));
  }

  async #read(): Promise<void> {
    const seen = new Set<string>();
    await this.#readFolder("", seen);
    for (const path of this.#known.keys()) if (!seen.has(path)) this.#known.delete(path);
  }

  async #readFolder(folder: string, seen: Set<string>): Promise<void> {
    const { content } = await this.#manager.get(folder, { content: true });
    for (const { type, path: name, last_modified: modified } of content as Model[]) {
      const path = `/${name}`;
      if (type === "directory") await this.#readFolder(name, seen);
      else if (!OTHERS.test(path)) {
        seen.add(path);
        if (this.#known.get(path)?.modified === modified) continue;
        const file = await this.#manager.get(name, { content: true });
        this.#known.set(path, { modified, content: contentOf(file) });
      }
    }
  }
}

function contentOf({ format, content }: Model): Content {
  if (format === "base64") {
    return Uint8Array.from(atob(content as string), (letter) => letter.charCodeAt(0));
  }
  return typeof content === "string" ? content : JSON.stringify(content);
}
