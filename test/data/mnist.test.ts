import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { fashionMnist, type ImageOptions, mnist } from "../../src/index.js";

const [X, T] = ["images-idx3-ubyte", "labels-idx1-ubyte"];

function idx(shape: number[], elements: number[]): Uint8Array {
  const lengths = shape.flatMap((length) => [0, 0, length >> 8, length & 255]);
  return Uint8Array.of(0, 0, 8, shape.length, ...lengths, ...elements);
}

/** Three images of 2 rows of 1 pixel to train with, one to test with. */
const FILES: Record<string, Uint8Array> = {
  [`train-${X}`]: idx([3, 2, 1], [0, 51, 102, 153, 204, 255]),
  [`train-${T}`]: idx([3], [5, 0, 9]),
  [`t10k-${X}`]: idx([1, 2, 1], [255, 0]),
  [`t10k-${T}`]: idx([1], [7]),
};

let folder: string;

function write(files: Record<string, Uint8Array>, into = folder): void {
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(into, name), bytes);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "middle-layer-"));
  vi.stubEnv("MIDDLE_LAYER_MNIST", undefined);
  vi.stubEnv("MIDDLE_LAYER_FASHION_MNIST", undefined);
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe.each([
  ["mnist", mnist, "MIDDLE_LAYER_MNIST"],
  ["fashionMnist", fashionMnist, "MIDDLE_LAYER_FASHION_MNIST"],
] as const)("%s", (name, load, variable) => {
  test("reads images and labels of both parts, gzipped or not", () => {
    write(FILES);
    const plain = load(folder);
    expect(plain.train.x.to2DArray()).toEqual([
      [0, 51 / 255],
      [102 / 255, 153 / 255],
      [204 / 255, 1],
    ]);
    expect(plain.test.x.to2DArray()).toEqual([[1, 0]]);
    expect([plain.train.labels, plain.test.labels]).toEqual([[5, 0, 9], [7]]);
    expect([plain.train.width, plain.train.height]).toEqual([1, 2]);
    expect(plain.names).toHaveLength(10);
    const other = join(folder, "gzipped");
    mkdirSync(other);
    const zipped = Object.entries(FILES).map(([file, bytes]) => [`${file}.gz`, gzipSync(bytes)]);
    write(Object.fromEntries(zipped), other);
    const { train, test: rest } = load(other);
    expect([train, rest]).toEqual([plain.train, plain.test]);
  });

  test("takes the first images up to a limit, of each part", () => {
    write(FILES);
    const { train, test: rest } = load(folder, { limit: 2 });
    expect([train.x.rows, train.labels, rest.x.rows, rest.labels]).toEqual([2, [5, 0], 1, [7]]);
    expect(load(folder, { limit: 100 }).train.x.rows).toBe(3);
  });

  test("each call reads anew, and each part once", () => {
    write(FILES);
    const set = load(folder);
    set.train.x.mul(0);
    expect(set.train).toBe(set.train);
    expect(load(folder).train.x.sum()).toBe(3);
  });

  test("the environment names a folder, and an argument comes first", () => {
    write(FILES);
    vi.stubEnv(variable, folder);
    expect(load().test.labels).toEqual([7]);
    expect(() => load(join(folder, "none"))).toThrow(join(folder, "none"));
    vi.stubEnv(variable, join(folder, "none"));
    expect(() => load()).toThrow(join(folder, "none"));
  });

  test("says in a line what is missing, where, and what brings it", () => {
    write(FILES);
    rmSync(join(folder, `t10k-${T}`));
    const remedy = name === "mnist" ? "npm run data" : "apt-get install dataset-fashion-mnist";
    expect(() => load(folder)).toThrow(
      `${name}: expected t10k-${T}, gzipped or not, in ${folder}, got no such file: "${remedy}"`,
    );
    const all = Object.keys(FILES).join(", ");
    expect(() => load(join(folder, "none"))).toThrow(
      `${name}: expected ${all}, gzipped or not, in `,
    );
  });

  test("says where there is no Node what to do instead", () => {
    vi.spyOn(process, "getBuiltinModule").mockReturnValue(undefined as never);
    expect(() => load()).toThrow(
      `${name}: expected the files of Node.js, got none: fetch IDX files and read them by readIdx`,
    );
  });

  test.each<[string, Uint8Array, string]>([
    [
      `train-${X}`,
      idx([3, 2], [0, 0, 0, 0, 0, 0]),
      `, train-${X}: expected uint8 of 3 axes, got uint8 of 2`,
    ],
    [
      `train-${X}`,
      Uint8Array.of(0, 0, 9, 3, ...new Array(12).fill(0)),
      ", train-images-idx3-ubyte: expected uint8 of 3 axes, got int8 of 3",
    ],
    [
      `train-${X}`,
      idx([3, 2, 1], [0]),
      `, train-${X}: expected 22 bytes for uint8 of shape [3, 2, 1], got 17`,
    ],
    [`train-${T}`, idx([2], [1, 2]), ": expected a label for each of 3 images, got 2"],
    [`train-${T}`, idx([3], [1, 10, 2]), ": expected labels from 0 to 9, got 10"],
    [`train-${T}`, new Uint8Array(), `, train-${T}: expected bytes to begin with 0 0`],
  ])("refuses a damaged %s, when it is asked for", (file, bytes, text) => {
    write({ ...FILES, [file]: bytes });
    const set = load(folder);
    expect(set.test.labels).toEqual([7]);
    expect(() => set.train).toThrow(RangeError);
    expect(() => set.train).toThrow(`${name}${text}`);
  });

  test.each<[unknown, unknown, ErrorConstructor, string]>([
    [5, {}, TypeError, "folder to be a string, got 5"],
    [null, {}, TypeError, "folder to be a string, got null"],
    [".", null, TypeError, "options to be an object, got null"],
    [".", { first: 1 }, TypeError, "the options limit, got first"],
    [".", { limit: 0 }, RangeError, "limit to be an integer >= 1, got 0"],
    [".", { limit: "1" }, TypeError, 'limit to be a number, got "1" (string)'],
  ])("refuses (%o, %o)", (place, options, Kind, text) => {
    const read = (): unknown => load(place as string, options as ImageOptions);
    expect(read).toThrow(new Kind(`${name}: expected ${text}`));
  });
});

/** Whether a set is on this machine, where it is looked for. */
function isThere(load: () => unknown): boolean {
  try {
    load();
    return true;
  } catch {
    return false;
  }
}

/** The counts of the classes. */
const counts = (labels: number[]): number[] =>
  labels.reduce((sums, label) => sums.with(label, sums[label] + 1), new Array(10).fill(0));

describe("the files themselves, where they are", () => {
  test.skipIf(!isThere(mnist))("MNIST", () => {
    const { train, test: rest } = mnist();
    expect([train.x.rows, train.x.columns, rest.x.rows, rest.x.columns]).toEqual([
      60_000, 784, 10_000, 784,
    ]);
    expect(train.labels.slice(0, 10)).toEqual([5, 0, 4, 1, 9, 2, 1, 3, 1, 4]);
    expect(rest.labels.slice(0, 10)).toEqual([7, 2, 1, 0, 4, 1, 4, 9, 5, 9]);
    expect(counts(rest.labels)).toEqual([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]);
    const mean = train.x.mean();
    expect(mean).toBeCloseTo(0.1306604763, 10);
    // The pixels, which 255 restores, are those of the file.
    const pixels = Uint8Array.from(rest.x.to1DArray(), (x) => Math.round(255 * x));
    const file = createHash("sha256").update(idx([], []).subarray(0, 3)).update(Uint8Array.of(3));
    file.update(Uint8Array.of(0, 0, 0x27, 0x10, 0, 0, 0, 28, 0, 0, 0, 28)).update(pixels);
    expect(file.digest("hex")).toMatch(/^0fa7898d509279e4/);
  });

  test.skipIf(!isThere(fashionMnist))("Fashion-MNIST", () => {
    const { train, test: rest, names } = fashionMnist();
    expect(train.labels.slice(0, 10)).toEqual([9, 0, 0, 3, 0, 2, 7, 2, 5, 5]);
    expect(rest.labels.slice(0, 10)).toEqual([9, 2, 1, 1, 6, 1, 4, 6, 5, 7]);
    expect(counts(train.labels)).toEqual(new Array(10).fill(6000));
    expect(train.x.mean()).toBeCloseTo(0.28604, 5);
    expect(rest.x.mean()).toBeCloseTo(0.28685, 5);
    expect(names[9]).toBe("Ankle boot");
  });
});
