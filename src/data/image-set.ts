import type { Matrix } from "ml-matrix";
import { checkInteger, checkOptions } from "../check.js";
import { dense } from "../linalg/dense.js";
import { builtin } from "../node.js";
import { type IdxFile, parseIdx } from "./idx.js";

/** Images, a row for each, and what they show. */
export interface Images {
  /** Images × pixels, from 0 to 1. A row is `height` times `width` pixels, from the upper left. */
  readonly x: Matrix;
  /** What each image shows: 0 to 9. */
  readonly labels: number[];
  readonly width: number;
  readonly height: number;
}

/** How images are read. */
export interface ImageOptions {
  /** How many images each part has at most: the first ones; default all. */
  readonly limit?: number | undefined;
}

/** Where the files of a set are, and what they show. */
export interface ImageSource {
  /** The name of the set's function. */
  readonly call: string;
  /** Folders that may hold the files, the best first. */
  readonly folders: readonly string[];
  /** What to do where none does. */
  readonly remedy: string;
  /** What the labels 0, 1, … stand for. */
  readonly names: readonly string[];
}

const PARTS = {
  train: ["train-images-idx3-ubyte", "train-labels-idx1-ubyte"],
  test: ["t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"],
} as const;

const WHITE = 255;

/** Images to train with and to test with. Each part is read when it is first asked for, and kept. */
export class ImageSet {
  /** What the labels 0, 1, … stand for. */
  readonly names: readonly string[];
  readonly #call: string;
  readonly #paths: ReadonlyMap<string, string>;
  readonly #limit: number;
  #train: Images | undefined;
  #test: Images | undefined;

  constructor({ call, folders, remedy, names }: ImageSource, options: ImageOptions) {
    checkOptions(call, options, ["limit"]);
    const { limit = Number.MAX_SAFE_INTEGER } = options;
    checkInteger(call, "limit", limit, 1);
    this.#call = call;
    this.#paths = locate(call, folders, remedy);
    this.#limit = limit;
    this.names = names;
  }

  /** 60,000 images, or `limit`: 376 MB when all are read. RangeError for damaged files. */
  get train(): Images {
    this.#train ??= this.#read(PARTS.train);
    return this.#train;
  }

  /** 10,000 images, or `limit`: 63 MB when all are read. RangeError for damaged files. */
  get test(): Images {
    this.#test ??= this.#read(PARTS.test);
    return this.#test;
  }

  #read([imageFile, labelFile]: readonly [string, string]): Images {
    const images = this.#open(imageFile, 3);
    const labels = this.#open(labelFile, 1);
    const [count, height, width] = images.shape;
    if (labels.shape[0] !== count) {
      throw new RangeError(
        `${this.#call}: expected a label for each of ${count} images, got ${labels.shape[0]}`,
      );
    }
    const rows = Math.min(count, this.#limit);
    const bytes = images.bytes.subarray(0, rows * height * width);
    const values = new Float64Array(bytes.length);
    for (let i = 0; i < bytes.length; i++) values[i] = bytes[i] / WHITE;
    return {
      x: dense(rows, height * width, values),
      labels: this.#labelsOf(labels.bytes.subarray(0, rows)),
      width,
      height,
    };
  }

  #labelsOf(bytes: Uint8Array): number[] {
    const unknown = bytes.find((label) => label >= this.names.length);
    if (unknown === undefined) return Array.from(bytes);
    throw new RangeError(
      `${this.#call}: expected labels from 0 to ${this.names.length - 1}, got ${unknown}`,
    );
  }

  #open(name: string, axes: number): IdxFile {
    const call = `${this.#call}, ${name}`;
    const bytes = builtin("fs")?.readFileSync(this.#paths.get(name) ?? name);
    const file = parseIdx(call, bytes ?? new Uint8Array());
    if (file.type.name === "uint8" && file.shape.length === axes) return file;
    throw new RangeError(
      `${call}: expected uint8 of ${axes} axes, got ${file.type.name} of ${file.shape.length}`,
    );
  }
}

/** The path of each file by its name, out of the first folder that has all. Error if none has. */
function locate(
  call: string,
  folders: readonly string[],
  remedy: string,
): ReadonlyMap<string, string> {
  const fs = builtin("fs");
  if (!fs) {
    throw new Error(
      `${call}: expected the files of Node.js, got none: fetch IDX files and read them by readIdx`,
    );
  }
  const names = Object.values(PARTS).flat();
  const attempts = folders.map((folder) => {
    const paths = new Map<string, string>();
    for (const name of names) {
      const path = [name, `${name}.gz`].map((file) => `${folder}/${file}`).find(fs.existsSync);
      if (path !== undefined) paths.set(name, path);
    }
    return { folder, paths };
  });
  const [{ folder, paths }] = attempts.toSorted((a, b) => b.paths.size - a.paths.size);
  if (paths.size === names.length) return paths;
  const missing = names.filter((name) => !paths.has(name));
  throw new Error(
    `${call}: expected ${missing.join(", ")}, gzipped or not, in ${folder}, got no such file: ${remedy}`,
  );
}
