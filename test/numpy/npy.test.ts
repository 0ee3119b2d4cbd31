import { Matrix, MatrixTransposeView, SymmetricMatrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import {
  type AnyNpyArray,
  arrayToString,
  type DType,
  type NpyInput,
  type NpyWriteOptions,
  RandomState,
  readNpy,
  writeNpy,
} from "../../src/index.js";
import { byText } from "../by-text.js";
import { type Expected, elements, expectArray, fromBase64, NPY } from "./npy-fixture.js";

const text = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/** A file of version 1.0 with this text as header. */
function fileOf(header: string, data: Uint8Array = new Uint8Array(48)): Uint8Array {
  const length = new Uint8Array(new Uint16Array([header.length]).buffer);
  const start = Uint8Array.from("\x93NUMPY\x01\x00", (char) => char.charCodeAt(0));
  const body = Uint8Array.from(header, (char) => char.charCodeAt(0));
  return Uint8Array.from([...start, ...length, ...body, ...data]);
}

const header = (descr: string, shape = "(2, 3)", order = "False"): string =>
  `{'descr': ${descr}, 'fortran_order': ${order}, 'shape': ${shape}, }`;

describe("readNpy", () => {
  test.each(NPY.good)("reads $note", ({ base64, expect: expected }) => {
    expectArray(readNpy(fromBase64(base64)), expected);
  });

  test.each(NPY.odd.filter((file) => file.expect))(
    "reads $note",
    ({ base64, expect: expected }) => {
      expectArray(readNpy(fromBase64(base64)), expected as Expected);
    },
  );

  test.each(NPY.bad)("refuses: $note", ({ base64, numpyRaises, mayBeRefused }) => {
    expect(numpyRaises !== undefined || mayBeRefused).toBe(true);
    const read = (): unknown => readNpy(fromBase64(base64));
    expect(read).toThrow(RangeError);
    expect(read).toThrow(/^readNpy: expected .+, got .+$/);
  });

  const DESCR = "descr to be bool, or integers or floats of at most 64 bits, got";
  const file = fileOf(header("'<f8'"));
  test.each(
    byText<[Uint8Array, string]>([
      [new Uint8Array(0), 'a .npy file, which begins with "\x93NUMPY", got ""'],
      [file.subarray(0, 7), "2 bytes of the version from byte 6 on, got 1"],
      [file.subarray(0, 9), "2 bytes of the header's length from byte 8 on, got 1"],
      [file.subarray(0, 20), "59 bytes of the header from byte 10 on, got 10"],
      [file.subarray(0, -1), "48 bytes of data, float64 of shape (2, 3), from byte 69 on, got 47"],
      [
        fileOf(header("'<f8'", "(1000000, 1000000)")),
        "8000000000000 bytes of data, float64 of shape (1000000, 1000000), from byte 81 on, got 48",
      ],
      [
        fileOf(header("'|b1'", "(9007199254740991, 9007199254740991)")),
        "8.112963841460666e+31 bytes of data, bool of shape (9007199254740991, 9007199254740991), from byte 99 on, got 48",
      ],
      [fileOf(header("'<f8'", "(-2, 3)")), "each length in shape to be an integer >= 0, got -2"],
      [
        fileOf(header("'<f8'", `(${"9".repeat(50)},)`)),
        `each length in shape to be an integer >= 0, got ${"9".repeat(24)}…`,
      ],
      [
        fileOf(header("'<f8'", "(True, 3)")),
        "each length in shape to be an integer >= 0, got True",
      ],
      [fileOf(header("'<f8'", "(6)")), "shape to be a tuple, got 6"],
      [fileOf(header("'<f8'", `(${"1,".repeat(65)})`)), "at most 64 axes, got 65"],
      [
        fileOf(header("'|O'")),
        `${DESCR} "|O" (string) (Python objects: a pickle, which can run code when it is read)`,
      ],
      [fileOf(header("'<c16'")), `${DESCR} "<c16" (string) (complex numbers)`],
      [fileOf(header("'<U3'")), `${DESCR} "<U3" (string) (text)`],
      [fileOf(header("'|S3'")), `${DESCR} "|S3" (string) (text)`],
      [fileOf(header("'<M8[D]'")), `${DESCR} "<M8[D]" (string) (dates and times)`],
      [fileOf(header("'|V4'")), `${DESCR} "|V4" (string) (raw bytes)`],
      [fileOf(header("'<f16'")), `${DESCR} "<f16" (string) (floats longer than 64 bits)`],
      [fileOf(header("'<q9'")), `${DESCR} "<q9" (string)`],
      [fileOf(header("'__proto__'")), `${DESCR} "__proto__" (string)`],
      [
        fileOf(header("[('a', '<i4'), ('b', '<f8', (2,))]")),
        `${DESCR} a list (a structured dtype)`,
      ],
      [fileOf(header("8")), `${DESCR} 8`],
      [fileOf(header("'<f8'", "(2, 3)", "0")), "fortran_order to be True or False, got 0"],
      [fileOf("['<f8']"), "the header to be a dictionary, got a list"],
      [fileOf("{}"), "the header to have the keys descr, fortran_order, shape, got none"],
      [
        fileOf("{'shape': (1,)}"),
        "the header to have the keys descr, fortran_order, shape, got shape",
      ],
      [fileOf(header("print(1)")), '"," or "}" at byte 25, got "(1), \'fortran_order\': Fa…"'],
      [fileOf(header("'<f8'", "(2*1,)")), '"," or ")" at byte 62, got "*1,), }"'],
      [
        fileOf(header("'\\x3cf8'")),
        "a Python literal at byte 20, got \"'\\\\x3cf8', 'fortran_order…\"",
      ],
      [fileOf(`${header("'<f8'")} 1`), 'only blanks behind the dictionary at byte 70, got "1"'],
      [fileOf("{'descr': '<f8'"), '"," or "}" at byte 25, got its end'],
      [fileOf("{1: 2}"), 'a string as key in front at byte 12, got ": 2}"'],
      [fileOf("{'a' 2}"), '":" at byte 15, got "2}"'],
      [
        fileOf("(".repeat(60_000)),
        `at most 16 brackets in one another at byte 27, got "${"(".repeat(24)}…"`,
      ],
    ]),
  )("says what is wrong: %s", (_, bytes, message) => {
    expect(() => readNpy(bytes)).toThrow(new RangeError(`readNpy: expected ${message}`));
  });

  test("refuses a header longer than any of these types has, before it is looked for", () => {
    const claim = Uint8Array.from("\x93NUMPY\x02\x00\x00\x00\x01\x00", (char) =>
      char.charCodeAt(0),
    );
    expect(() => readNpy(claim)).toThrow(
      new RangeError("readNpy: expected a header of at most 65535 bytes, got 65536"),
    );
  });

  test.each<[unknown, string]>([
    [undefined, "undefined"],
    ["file.npy", '"file.npy" (string)'],
    [[1, 2], "array of length 2"],
    [new Uint16Array(4), "Uint16Array object"],
    [new DataView(new ArrayBuffer(4)), "DataView object"],
  ])("refuses what is not bytes: %o", (bytes, got) => {
    expect(() => readNpy(bytes as Uint8Array)).toThrow(
      new TypeError(`readNpy: expected bytes to be a Uint8Array or an ArrayBuffer, got ${got}`),
    );
  });

  test("takes an ArrayBuffer, a Buffer and a view at any place, and changes none", () => {
    const bytes = writeNpy([1, 2, 3], { bigEndian: true });
    const shifted = new Uint8Array(bytes.length + 6).fill(255);
    shifted.set(bytes, 3);
    const before = shifted.slice();
    for (const given of [bytes.buffer as ArrayBuffer, Buffer.from(bytes), shifted.subarray(3)]) {
      expect(readNpy(given).values).toEqual(new Float64Array([1, 2, 3]));
    }
    expect(shifted).toEqual(before);
  });

  test("gives values of their own, which share no memory with the file", () => {
    const bytes = writeNpy([1, 2, 3]);
    const { values } = readNpy(bytes);
    bytes.fill(0);
    expect(values).toEqual(new Float64Array([1, 2, 3]));
  });

  test("takes every byte but 0 of bool for true", () => {
    const bytes = fileOf(header("'|b1'", "(4,)"), new Uint8Array([0, 1, 2, 255]));
    expect(readNpy(bytes).values).toEqual(new Uint8Array([0, 1, 1, 1]));
  });

  test("takes no memory for an empty array that claims endless rows, nor does its nest", () => {
    const array = readNpy(fileOf(header("'<f8'", "(1000000000000, 0)")));
    expect(array.shape).toEqual([1e12, 0]);
    expect(array.values.length).toBe(0);
    const rows = "expected at most 16777216 empty rows, got 1000000000000";
    expect(() => array.toMatrix()).toThrow(new RangeError(`NpyArray.toMatrix: ${rows}`));
    expect(() => array.toArray()).toThrow(new RangeError(`NpyArray.toArray: ${rows}`));
  });
});

describe("NpyArray", () => {
  const read = (input: NpyInput, options?: NpyWriteOptions): AnyNpyArray =>
    readNpy(writeNpy(input, options));

  test.each<[string, NpyInput, number[][]]>([
    [
      "two axes",
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
    ],
    ["one axis: one row", [1, 2, 3], [[1, 2, 3]]],
    ["no axis", 7, [[7]]],
    ["bigints", [[1n], [-2n]], [[1], [-2]]],
    ["booleans", [true, false], [[1, 0]]],
    ["float32", new Float32Array([0.5, 2]), [[0.5, 2]]],
  ])("makes a matrix of %s", (_, input, expected) => {
    const matrix = read(input).toMatrix();
    expect(Matrix.isMatrix(matrix)).toBe(true);
    expect(matrix.to2DArray()).toEqual(expected);
  });

  test.each<[number, number]>([
    [0, 3],
    [3, 0],
    [0, 0],
  ])("makes an empty matrix, %i x %i", (rows, columns) => {
    const matrix = read(new Matrix(rows, columns)).toMatrix();
    expect([matrix.rows, matrix.columns]).toEqual([rows, columns]);
  });

  test("makes a matrix of its own, and none of three axes or of integers beyond float64", () => {
    const array = read([[1, 2]]);
    array.toMatrix().set(0, 0, 9);
    expect(array.values[0]).toBe(1);
    expect(() => read([[[1]]]).toMatrix()).toThrow(
      new RangeError("NpyArray.toMatrix: expected at most 2 axes, got shape (1, 1, 1)"),
    );
    expect(() => read([2n ** 53n + 1n]).toMatrix()).toThrow(
      new RangeError(
        "NpyArray.toMatrix: expected integers that float64 can hold, got 9007199254740993n",
      ),
    );
  });

  test.each<[string, NpyInput]>([
    [
      "numbers",
      [
        [
          [1, 2],
          [3, 4],
        ],
        [
          [5, 6],
          [7, 8],
        ],
      ],
    ],
    ["one number", 3],
    ["bigints", [1n, 2n]],
    ["booleans", [[true, false]]],
    ["nothing", [[], []]],
  ])("gives nested arrays as they were written: %s", (_, input) => {
    expect(read(input).toArray()).toEqual(input);
    expect(read(input, { fortranOrder: true }).toArray()).toEqual(input);
  });

  test("prints as NumPy prints it", () => {
    expect(arrayToString(read([[true, false]]).toArray())).toBe("[[ True False]]");
  });

  test("tells the kind of its values by its dtype, to the compiler too", () => {
    const array = read(new Float32Array([1.5]));
    const half: number = array.dtype === "float32" ? array.values[0] / 2 : Number.NaN;
    expect(half).toBe(0.75);
  });
});

describe("writeNpy", () => {
  const SAME = /^(float64|[<>|]|Fortran)/;
  test.each(NPY.good.filter(({ note }) => SAME.test(note)))(
    "writes the bytes of numpy.save: $note",
    ({ base64, expect: expected }) => {
      const array = readNpy(fromBase64(base64));
      const { shape, fortranOrder } = expected;
      const { dtype } = array;
      const bigEndian = expected.dtype.startsWith(">");
      const values = elements(expected) as number[];
      const bytes = fromBase64(base64);
      expect(writeNpy(array)).toEqual(bytes);
      expect(writeNpy({ dtype, shape, values, fortranOrder, bigEndian })).toEqual(bytes);
      expect(writeNpy({ shape, values }, { dtype, fortranOrder, bigEndian })).toEqual(bytes);
    },
  );

  const square = new Matrix([
    [1, 2],
    [3, 4],
  ]);
  const random = new RandomState(1).random([20, 30]);
  test.each<[string, NpyInput, string, number[], (number | bigint)[]]>([
    ["a number", 1.5, "<f8", [], [1.5]],
    ["-0", -0, "<f8", [], [-0]],
    ["a bigint", -5n, "<i8", [], [-5n]],
    ["a boolean", true, "|b1", [], [1]],
    ["numbers", [1, 2], "<f8", [2], [1, 2]],
    ["bigints", [[1n], [2n]], "<i8", [2, 1], [1n, 2n]],
    ["booleans", [true, false], "|b1", [2], [1, 0]],
    ["nothing", [], "<f8", [0], []],
    ["rows of nothing", [[], []], "<f8", [2, 0], []],
    ["a matrix", square, "<f8", [2, 2], [1, 2, 3, 4]],
    ["a view of a matrix", new MatrixTransposeView(square), "<f8", [2, 2], [1, 3, 2, 4]],
    ["a symmetric matrix", SymmetricMatrix.zeros(2), "<f8", [2, 2], [0, 0, 0, 0]],
    ["a random matrix", random, "<f8", [20, 30], random.to1DArray()],
    ["an empty matrix", new Matrix(0, 3), "<f8", [0, 3], []],
    ["matrices", [square, square], "<f8", [2, 2, 2], [1, 2, 3, 4, 1, 2, 3, 4]],
    ["Float32Array", new Float32Array([0.1]), "<f4", [1], [Math.fround(0.1)]],
    ["Int16Array", new Int16Array([-1]), "<i2", [1], [-1]],
    ["Uint8ClampedArray", new Uint8ClampedArray([300]), "|u1", [1], [255]],
    ["BigUint64Array", new BigUint64Array([2n ** 64n - 1n]), "<u8", [1], [2n ** 64n - 1n]],
    ["a Buffer", Buffer.from([7]), "|u1", [1], [7]],
    ["part of a buffer", new Float64Array([1, 2, 3]).subarray(1), "<f8", [2], [2, 3]],
    ["rows of Float32Array", [new Float32Array([1]), new Float32Array([2])], "<f4", [2, 1], [1, 2]],
    ["rows of BigUint64Array", [new BigUint64Array([2n ** 63n])], "<u8", [1, 1], [2n ** 63n]],
    ["rows of two kinds", [new Float32Array([1]), new Int8Array([2])], "<f8", [2, 1], [1, 2]],
    ["rows and numbers", [new Int8Array([2]), [3]], "<f8", [2, 1], [2, 3]],
    ["values and shape", { shape: [1, 2, 1], values: new Int8Array(2) }, "|i1", [1, 2, 1], [0, 0]],
    ["values alone", { values: square, dtype: "float32" }, "<f4", [2, 2], [1, 2, 3, 4]],
    ["values without axes", { shape: [], values: [3] }, "<f8", [], [3]],
    [
      "options that are not given",
      { values: [3], dtype: undefined, shape: undefined },
      "<f8",
      [1],
      [3],
    ],
  ])("takes %s", (_, input, descr, shape, values) => {
    const array = readNpy(writeNpy(input));
    expect(array.descr).toBe(descr);
    expect(array.shape).toEqual(shape);
    expect(Array.from<number | bigint>(array.values)).toEqual(values);
  });

  test.each<[NpyInput, DType, (number | bigint)[]]>([
    [[0.1, 1e300, -1e-300], "float32", [Math.fround(0.1), Number.POSITIVE_INFINITY, -0]],
    [
      [65519, 65520, 2 ** -25, 1.5 * 2 ** -24],
      "float16",
      [65504, Number.POSITIVE_INFINITY, 0, 2 ** -23],
    ],
    [[1 + 2 ** -11 + 2 ** -40], "float16", [1 + 2 ** -10]],
    [[1, 2], "int64", [1n, 2n]],
    [[1n, 2n], "int8", [1, 2]],
    [[1n, 2n], "float64", [1, 2]],
    [[true, false], "float64", [1, 0]],
    [[true, false], "uint64", [1n, 0n]],
    [[1, 0], "bool", [1, 0]],
    [new Float64Array([255, -0]), "uint8", [255, 0]],
    [new BigInt64Array([5n]), "uint64", [5n]],
    [new Matrix([[3]]), "int16", [3]],
  ])("converts %o to %s", (input, dtype, values) => {
    const array = readNpy(writeNpy(input, { dtype }));
    expect(array.dtype).toBe(dtype);
    expect(Array.from<number | bigint>(array.values)).toEqual(values);
  });

  test("takes Float16Array, where there is one", () => {
    const name = "Float16Array";
    const Values = (
      globalThis as unknown as Record<string, undefined | (new (x: number[]) => ArrayLike<number>)>
    )[name];
    const values = Values ? new Values([0.1]) : new Float32Array([0.0999755859375]);
    const array = readNpy(writeNpy(values, Values ? {} : { dtype: "float16" }));
    expect([array.descr, array.values[0]]).toEqual(["<f2", 0.0999755859375]);
  });

  const options = (value: unknown): NpyWriteOptions => value as NpyWriteOptions;
  const like = (value: unknown): NpyInput => value as NpyInput;
  const NAMES =
    "bool, int8, uint8, int16, uint16, int32, uint32, int64, uint64, float16, float32, float64";
  const circle: unknown[] = [];
  circle.push(circle);
  test.each(
    byText<[unknown, unknown, ErrorConstructor, string]>([
      ["abc", {}, TypeError, 'numbers, bigints or booleans, got "abc" (string)'],
      [null, {}, TypeError, "numbers, bigints or booleans, got null"],
      [undefined, {}, TypeError, "numbers, bigints or booleans, got undefined"],
      [{ a: 1 }, {}, TypeError, "numbers, bigints or booleans, got Object object"],
      [[1, "2"], {}, TypeError, 'numbers, bigints or booleans, got "2" (string)'],
      [[1, 2n], {}, TypeError, "elements of one kind, got number and bigint"],
      [[[1], [2, 3]], {}, RangeError, "rows of one shape, got length 2 beside length 1"],
      [circle, {}, RangeError, "at most 64 axes, got more"],
      [[1.5], { dtype: "int32" }, RangeError, "elements of dtype int32, got 1.5 at 0"],
      [[0, 128], { dtype: "int8" }, RangeError, "elements of dtype int8, got 128 at 1"],
      [[-1], { dtype: "uint64" }, RangeError, "elements of dtype uint64, got -1 at 0"],
      [[Number.NaN], { dtype: "int64" }, RangeError, "elements of dtype int64, got NaN at 0"],
      [
        [2n ** 63n],
        {},
        RangeError,
        "elements of dtype int64, got 9223372036854775808n (bigint) at 0",
      ],
      [[2], { dtype: "bool" }, RangeError, "elements of dtype bool, got 2 at 0"],
      [[0.5], { dtype: "bool" }, RangeError, "elements of dtype bool, got 0.5 at 0"],
      [
        1,
        { dtype: "complex128" },
        RangeError,
        `dtype to be one of ${NAMES}, got "complex128" (string)`,
      ],
      [
        1,
        { dtype: "toString" },
        RangeError,
        `dtype to be one of ${NAMES}, got "toString" (string)`,
      ],
      [1, { fortranOrder: 1 }, TypeError, "fortranOrder to be true or false, got 1"],
      [
        { values: 1, bigEndian: "" },
        {},
        TypeError,
        'bigEndian to be true or false, got "" (string)',
      ],
      [1, { order: "F" }, TypeError, "the options dtype, fortranOrder, bigEndian, got order"],
      [1, null, TypeError, "options to be an object, got null"],
      [
        { values: [1], name: "w" },
        {},
        TypeError,
        "the options shape, values, dtype, fortranOrder, bigEndian, got name",
      ],
      [
        { values: [1, 2], shape: [3] },
        {},
        RangeError,
        "as many values as shape (3,) has elements, got 2",
      ],
      [
        { values: [1, 2], shape: [0] },
        {},
        RangeError,
        "as many values as shape (0,) has elements, got 2",
      ],
      [
        { values: [1, 2], shape: [-1, -2] },
        {},
        RangeError,
        "each length in shape to be an integer >= 0, got -1",
      ],
      [{ values: [1, 2], shape: 2 }, {}, TypeError, "shape to be an array, got 2"],
      [
        { values: square, shape: [4] },
        {},
        TypeError,
        "values to be an array where shape is given, got 2x2 matrix",
      ],
      [
        { values: [[1], [2]], shape: [2] },
        {},
        TypeError,
        "elements to be numbers, bigints or booleans, got array of length 1 at 0",
      ],
      [
        { values: [1], shape: Array(65).fill(1) },
        {},
        RangeError,
        "the number of axes to be an integer from 0 to 64, got 65",
      ],
    ]),
  )("refuses: %s", (_, input, given, Kind, message) => {
    expect(() => writeNpy(like(input), options(given))).toThrow(
      new Kind(`writeNpy: expected ${message}`),
    );
  });

  test("changes nothing that it is given", () => {
    const values = new Float64Array([1, 2, 3, 4]);
    const shape = Object.freeze([2, 2]);
    writeNpy(Object.freeze({ values, shape }), { bigEndian: true, fortranOrder: true });
    expect(values).toEqual(new Float64Array([1, 2, 3, 4]));
  });

  test("leaves room in the header for the axis that can grow, as NumPy does", () => {
    const shape = Array(20).fill(1);
    const bytes = writeNpy({ shape, values: [1] });
    expect(text(bytes.subarray(10, -8)).trimEnd()).toBe(
      `{'descr': '<f8', 'fortran_order': False, 'shape': (${shape.join(", ")}), }`,
    );
    // Without the room 128 would do.
    expect(bytes.length - 8).toBe(192);
  });
});
