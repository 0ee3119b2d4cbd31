import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CsvOptions, readCsv } from "../../src/index.js";
import { DATA } from "./fixture.js";

const quoted = (field: string): string => `"${field.replaceAll('"', '""')}"`;

describe("readCsv", () => {
  test.each(DATA.csv)("reads $text as Python does", ({ text, rows }) => {
    const [names, ...records] = rows;
    const table = readCsv(text, { text: names, missing: [] });
    expect(table.names).toEqual(names);
    expect(table.rows).toBe(records.length);
    names.forEach((name, i) => {
      expect(table.texts(name)).toEqual(records.map((record) => record[i]));
    });
    expect(readCsv(`\ufeff${text}`, { text: names, missing: [] })).toEqual(table);
  });

  test("reads back any texts, with any delimiter and end of line", () => {
    const width = fc.integer({ min: 1, max: 4 });
    const field = fc.oneof(
      fc.string({ unit: "binary" }),
      fc
        .array(fc.constantFrom('"', ",", ";", "\n", " ", "a", "\t"), { maxLength: 5 })
        .map((c) => c.join("")),
    );
    const tables = width.chain((columns) =>
      fc.array(fc.array(field, { minLength: columns, maxLength: columns }), { maxLength: 6 }),
    );
    const delimiters = fc.constantFrom(",", ";", "\t", "|", " ", "😀");
    const ends = fc.constantFrom("\n", "\r\n", "\r");
    fc.assert(
      fc.property(tables, delimiters, ends, fc.boolean(), (rows, delimiter, end, closed) => {
        const names = (rows[0] ?? ["x"]).map((_, i) => `column ${i}`);
        const lines = [names, ...rows].map((row) => row.map(quoted).join(delimiter));
        const text = lines.join(end) + (closed ? end : "");
        const table = readCsv(text, { delimiter, text: names, missing: [] });
        const read = names.map((name) => table.texts(name));
        const unix = (x: string): string => x.replace(/\r\n?/g, "\n");
        expect(read).toEqual(names.map((_, j) => rows.map((row) => unix(row[j]))));
      }),
    );
  });

  test("reads back any numbers, which JavaScript writes shortest", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.double(), fc.integer()), { minLength: 1 }), (rows) => {
        const text = ["x,y", ...rows.map((row) => row.join(","))].join("\n");
        // -0 is written as 0.
        expect(readCsv(text).numbers("x")).toEqual(rows.map(([x]) => (x === 0 ? 0 : x)));
        expect(readCsv(text).matrix().to2DArray()).toEqual(
          rows.map(([x, y]) => [x === 0 ? 0 : x, y]),
        );
      }),
    );
  });

  test.each<[string, number]>([
    ["1", 1],
    ["-1.5", -1.5],
    ["+2", 2],
    [" 3 ", 3],
    [".5", 0.5],
    ["5.", 5],
    ["1e3", 1000],
    ["1E-3", 0.001],
    ["007", 7],
    ["-0", -0],
    ["inf", Infinity],
    ["-Infinity", -Infinity],
    ["+INF", Infinity],
    ["NaN", Number.NaN],
    ["-nan", Number.NaN],
    ["1e999", Infinity],
    ["NA", Number.NaN],
    [" NA ", Number.NaN],
    [" ", Number.NaN],
  ])("takes %j for a number", (field, number) => {
    expect(readCsv(`x,y\n${field},0`).numbers("x")).toEqual([number]);
  });

  test.each([
    "0x10",
    "1_000",
    "1 000",
    "١",
    "1e",
    "e5",
    ".",
    "-",
    "1.2.3",
    "true",
    "５",
    "1n",
    "--1",
  ])("takes %j for text", (field) => {
    expect(readCsv(`x,y\n${field},0\n1,0`).texts("x")).toEqual([field, "1"]);
  });

  test("is quick on long digits that are no number", () => {
    const field = `${"1".repeat(200_000)}x`;
    expect(readCsv(`x\n${field}`).texts("x")).toEqual([field]);
  });

  test("gives NaN for missing numbers and undefined for missing text", () => {
    const table = readCsv("n,s,none\n1,a,\nNA,NA,NA\n,,\n");
    expect(table.columns).toEqual(
      new Map<string, unknown>([
        ["n", [1, Number.NaN, Number.NaN]],
        ["s", ["a", undefined, undefined]],
        ["none", [Number.NaN, Number.NaN, Number.NaN]],
      ]),
    );
    const other = readCsv("n,s\n-,a\n?,NA\n", { missing: ["-", "?"] });
    expect([other.numbers("n"), other.texts("s")]).toEqual([
      [Number.NaN, Number.NaN],
      ["a", "NA"],
    ]);
  });

  test("keeps columns as text, and takes names for a text without", () => {
    const table = readCsv("01234;1\n00005;2", {
      names: ["code", "n"],
      text: ["code"],
      delimiter: ";",
    });
    expect(table.texts("code")).toEqual(["01234", "00005"]);
    expect(table.numbers("n")).toEqual([1, 2]);
  });

  test("an empty line is a missing value of the only column, else nothing", () => {
    expect(readCsv("\n\nx\n1\n\n2\n\n").numbers("x")).toEqual([1, Number.NaN, 2, Number.NaN]);
    expect(readCsv("\n1\n", { names: ["x"] }).numbers("x")).toEqual([Number.NaN, 1]);
    expect(readCsv("\n\nx,y\n\n1,2\n\n").matrix().to2DArray()).toEqual([[1, 2]]);
  });

  test("a line of names alone is a table without rows, of either kind", () => {
    const table = readCsv("x,y\n");
    expect([table.rows, table.numbers("x"), table.texts("y")]).toEqual([0, [], []]);
    const x = table.matrix();
    expect([x.rows, x.columns]).toEqual([0, 2]);
    expect(readCsv("", { names: ["a"] }).rows).toBe(0);
  });

  test("names may be any texts, also empty and such as objects have", () => {
    const table = readCsv(",__proto__,constructor\n1,2,3");
    expect(table.names).toEqual(["", "__proto__", "constructor"]);
    expect(table.numbers("__proto__")).toEqual([2]);
  });

  test("mixed ends of lines", () => {
    expect(readCsv("a,b\r\n1,2\n3,4\r5,6").matrix().to1DArray()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test.each<[string, CsvOptions, string]>([
    ["", {}, "a line with the names of the columns, got none"],
    ["\ufeff", {}, "a line with the names of the columns, got none"],
    ["\n\r\n", {}, "a line with the names of the columns, got none"],
    ["a,b,a", {}, 'each name once, got "a" (string) twice'],
    ["a,b\n1,2\n3\n", {}, "2 fields in line 3, got 1"],
    ["a,b\n1,2,3", {}, "2 fields in line 2, got 3"],
    ['a,b\r\n\r\n"x\r\ny",2\r\n\r\n3\r\n', {}, "2 fields in line 6, got 1"],
    ['"a\n\n",b\n1,2,3', {}, "2 fields in line 4, got 3"],
    ["1,2\n3", { names: ["a", "b"] }, "2 fields in line 2, got 1"],
    ["1,2", { names: ["a"] }, "1 fields in line 1, got 2"],
    ['a,b\n1,"2', {}, "a closing quote of the field in line 2, got the end of the text"],
    ['a\n"x\ny\nz', {}, "a closing quote of the field in line 2, got the end of the text"],
    ['a,b\n"x\n"y,1\n', {}, "nothing behind the closing quote of the field in line 2, got more"],
    [
      'a,b\r\n1,2\r\n"x"y,1',
      {},
      "nothing behind the closing quote of the field in line 3, got more",
    ],
    [
      "a",
      { delimiter: "" },
      'delimiter to be one character, no quote or end of a line, got "" (string)',
    ],
    [
      "a",
      { delimiter: "ab" },
      'delimiter to be one character, no quote or end of a line, got "ab" (string)',
    ],
    ["a", { delimiter: '"' }, "delimiter to be one character, no quote or end of a line"],
    ["a", { delimiter: "\n" }, "delimiter to be one character, no quote or end of a line"],
    ["a", { names: [] }, "a name or more, got none"],
    ["a", { text: ["b"] }, 'text to name columns out of a, got "b" (string)'],
  ])("refuses %j with %j", (text, options, message) => {
    const read = (): unknown => readCsv(text, options);
    expect(read).toThrow(RangeError);
    expect(read).toThrow(`readCsv: expected ${message}`);
  });

  const STRINGS = "to be an array of strings, got";
  test.each<[unknown, unknown, string]>([
    [undefined, {}, "text to be a string, got undefined"],
    [new Uint8Array(2), {}, "text to be a string, got Uint8Array object"],
    ["a", null, "options to be an object, got null"],
    ["a", { header: true }, "the options delimiter, names, missing, text, got header"],
    ["a", { delimiter: 1 }, "delimiter to be a string, got 1"],
    ["a", { names: null }, `names ${STRINGS} null`],
    ["a", { names: "a" }, `names ${STRINGS} "a" (string)`],
    ["a", { names: [1] }, `names ${STRINGS} array of length 1`],
    ["a", { names: new Array(1) }, `names ${STRINGS} array of length 1`],
    ["a", { missing: "NA" }, `missing ${STRINGS} "NA" (string)`],
    ["a", { text: [undefined] }, `text ${STRINGS} array of length 1`],
  ])("refuses the kinds %o, %o", (text, options, message) => {
    const read = (): unknown => readCsv(text as string, options as CsvOptions);
    expect(read).toThrow(new TypeError(`readCsv: expected ${message}`));
  });
});

describe("Table", () => {
  const table = readCsv("n,m,s\n1,2,a\n3,,b\n5,6,\n7,inf,d");

  test("complete leaves out the rows that miss a value", () => {
    expect(table.complete().numbers("n")).toEqual([1, 7]);
    expect(table.complete(["m"]).columns).toEqual(
      new Map<string, unknown>([
        ["n", [1, 5, 7]],
        ["m", [2, 6, Infinity]],
        ["s", ["a", undefined, "d"]],
      ]),
    );
    expect(table.complete([]).rows).toBe(4);
    expect(readCsv("s\n\n\n").complete().rows).toBe(0);
    expect(table.rows).toBe(4);
  });

  test("matrix takes columns in any order", () => {
    expect(table.matrix(["m", "n"]).to2DArray()).toEqual([
      [2, 1],
      [Number.NaN, 3],
      [6, 5],
      [Infinity, 7],
    ]);
    expect([table.matrix([]).rows, table.matrix([]).columns]).toEqual([4, 0]);
  });

  test("gives copies", () => {
    table.numbers("n").fill(0);
    table.matrix(["n"]).mul(0);
    table.texts("s", "x").fill("y");
    expect([table.numbers("n"), table.texts("s", "x")]).toEqual([
      [1, 3, 5, 7],
      ["a", "b", "x", "d"],
    ]);
  });

  const OUT_OF = "a column out of n, m, s, got";
  test.each<[() => unknown, ErrorConstructor, string]>([
    [() => table.numbers("q"), RangeError, `numbers: expected ${OUT_OF} "q" (string)`],
    [() => table.texts("q"), RangeError, `texts: expected ${OUT_OF} "q" (string)`],
    [() => table.complete(["q"]), RangeError, `complete: expected ${OUT_OF} "q" (string)`],
    [
      () => table.numbers("s"),
      RangeError,
      "numbers: expected s to be a column of numbers, got text",
    ],
    [() => table.texts("n"), RangeError, "texts: expected n to be a column of text, got numbers"],
    [() => table.texts("s"), RangeError, "texts: expected no missing value in s, got one in row 2"],
    [() => table.matrix(), RangeError, "numbers: expected s to be a column of numbers, got text"],
    [
      () => table.matrix("n" as unknown as string[]),
      TypeError,
      'matrix: expected names to be an array of strings, got "n" (string)',
    ],
    [
      () => table.complete([1] as unknown as string[]),
      TypeError,
      "complete: expected names to be an array of strings, got array of length 1",
    ],
  ])("refuses what is not there: %s", (use, Kind, text) => {
    expect(use).toThrow(new Kind(`Table.${text}`));
  });
});
