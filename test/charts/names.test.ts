import fc from "fast-check";
import { Matrix } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { activationChart } from "../../src/charts/activation.js";
import type { Chart } from "../../src/charts/chart.js";
import { confusionChart } from "../../src/charts/confusion.js";
import { decisionChart } from "../../src/charts/decision.js";
import { histogramChart } from "../../src/charts/histogram.js";
import { historyChart } from "../../src/charts/history.js";
import { imageChart } from "../../src/charts/image.js";
import { inLines, oneLine, shownName, shownNames } from "../../src/charts/names.js";
import { predictionChart } from "../../src/charts/prediction.js";
import { regions } from "../../src/charts/regions.js";
import { signalChart } from "../../src/charts/signal.js";
import { count, drawn, isColoured } from "./drawn.js";
import { sampleEpochs } from "./epochs.js";
import { rowsWith } from "./rows.js";

const long = (letter: string): string => letter.repeat(1000);

/** Names that break a table, a page, a picture or a line. */
const odd: readonly string[] = [
  "",
  " ",
  "a\rb",
  "a\nb",
  "a\r\nb",
  "a\tb",
  "a\0b",
  "\u001b[31m",
  "\u2028\u2029\u0085",
  "\ud800",
  "\ufffe",
  "\u200b\u200d\u2060\ufeff\u00ad",
  '"a" \'b\' `c` ""',
  "a,b;c",
  "<b>&amp;</b><script>alert(1)</script>",
  "]]> <!-- --> &#x0;",
  "\u202eabc\u202c",
  "שלום عربى",
  "𠮷👩‍👩‍👧‍👦é\u0301",
  "\\ \\n {{x}} %s",
  "__proto__",
  "constructor",
  "toString",
  "null",
  "NaN",
  "true",
  "0",
  "1e5",
  long("m"),
  long("閾"),
  long("𠮷"),
  long("a "),
  `${long("x")}1`,
  `${long("x")}2`,
];

const names = (count: number): fc.Arbitrary<string[]> =>
  fc.uniqueArray(fc.oneof(fc.constantFrom(...odd), fc.string({ unit: "binary", maxLength: 30 })), {
    minLength: count,
    maxLength: count,
  });

/** The picture is drawn, without a word but of characters that no font has, and no larger than a page. */
async function expectDrawn(chart: Chart): Promise<void> {
  const json = JSON.stringify(chart.spec);
  expect(JSON.parse(json)).toEqual(chart.spec);
  expect(json.length).toBeLessThan(80_000);
  expect(`${json}${chart.text}`).not.toMatch(/[\p{Cs}\0\r\t]|\\u0000|\\ud[89a-f]/u);
  expect(chart.text).not.toContain("\n");
  const { pixels, words } = await drawn(chart);
  expect(words.filter((word) => !String(word).startsWith("The chart font has no"))).toEqual([]);
  expect(count(pixels, isColoured)).toBeGreaterThan(50);
  expect(pixels.width).toBeLessThan(2 * 1400);
  expect(pixels.height).toBeLessThan(2 * 1200);
}

const check = (size: number, test: (names: readonly string[]) => Chart) =>
  fc.assert(
    fc.asyncProperty(names(size), async (names) => expectDrawn(test(names))),
    { numRuns: 8 },
  );

/** An object that has any names, `__proto__` as well. */
const named = <T>(names: readonly string[], value: (index: number) => T): Record<string, T> =>
  Object.fromEntries(names.map((name, i) => [name, value(i)]));

const matrix = new Matrix([
  [0.5, -1],
  [1, 0.25],
]);

describe("any names are drawn without a warning", { timeout: 600_000 }, () => {
  it("as keys of signals, bars and heat maps", async () => {
    await check(3, (names) => signalChart(named(names, () => matrix)));
    await check(4, (names) => signalChart(named(names, () => Matrix.ones(9, 4))));
  });

  it("as keys of histograms", async () => {
    await check(3, (names) => histogramChart(named(names, (i) => [i, 1, 2, 4])));
  });

  it("as classes of a confusion matrix", async () => {
    await check(4, (names) => confusionChart(Matrix.eye(4, 4).mul(3), names));
    await check(12, (names) => confusionChart(Matrix.eye(12, 12).mul(3), names));
  });

  it("as classes, titles and axes of decision regions", async () => {
    await check(5, ([title = "", xTitle = "", yTitle = "", a = "", b = ""]) => {
      const frames = [1, 2].map((epoch) =>
        regions((x) => x.to2DArray().map(([each = 0]) => (each > 0 ? a : b)), {
          ...{ xMin: -1, xMax: 1, yMin: -1, yMax: 1, steps: 4, epoch },
        }),
      );
      return decisionChart(matrix, [a, b], frames, { title, xTitle, yTitle });
    });
  });

  it("as titles and axes of predictions", async () => {
    await check(3, ([title = "", xTitle = "", yTitle = ""]) =>
      predictionChart([1, 2, 3], [1, 2, 2], { title, xTitle, yTitle }),
    );
  });

  it("as title and subtitle of a training", async () => {
    await check(2, ([title = "", subtitle = ""]) =>
      historyChart(sampleEpochs(20), { title, subtitle }),
    );
  });

  it("as captions and title of images", async () => {
    await check(3, ([title = "", ...captions]) =>
      imageChart([matrix, matrix], { title, captions }),
    );
  });

  it("as names of activations", async () => {
    await check(3, (names) => {
      const classes = names.map((name) => {
        class Line {
          readonly dy = 1;
          readonly y: number;
          constructor(x: number) {
            this.y = x;
          }
        }
        Object.defineProperty(Line, "name", { value: name });
        return Line;
      });
      return activationChart(classes);
    });
  });
});

describe("shownName", () => {
  it.each([
    ["weights 重み", "weights 重み"],
    ["a\r\nb\tc\0", "a↵b⇥c\ufffd"],
    ["", ""],
    [`${"a".repeat(50)}${"b".repeat(50)}`, `${"a".repeat(40)}…${"b".repeat(19)}`],
    ["𠮷".repeat(60), "𠮷".repeat(60)],
    [`${"𠮷".repeat(500)}x`, `${"𠮷".repeat(40)}…${"𠮷".repeat(18)}x`],
  ])("of %j is %j", (name, shown) => {
    expect(shownName(name)).toBe(shown);
  });

  it("has one line of at most 60 letters, whatever the name", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: "binary", maxLength: 500 }), fc.constantFrom(...odd)),
        (name) => {
          const shown = shownName(name);
          expect([...shown].length).toBeLessThanOrEqual(60);
          expect(shown).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029]/u);
          expect(oneLine(shown)).toBe(shown);
        },
      ),
    );
  });
});

describe("shownNames", () => {
  it("differ, also where only what is not shown does", () => {
    const all = [`${long("x")}1${long("y")}`, `${long("x")}2${long("y")}`, "a\rb", "a\nb"];
    const shown = shownNames(all);
    expect(new Set(shown).size).toBe(4);
    expect(shown.slice(2)).toEqual(["a↵b", "a↵b (2)"]);
    expect(shownNames(["", '""'])).toEqual(['""', '"" (2)']);
    expect(shownNames(["f", "f (2)", "f"])).toEqual(["f", "f (2)", "f (3)"]);
  });

  it("tell classes of a confusion matrix apart", () => {
    const cells = rowsWith(confusionChart(Matrix.eye(3, 3), ["", "a\n", "a\r"]), "true");
    expect(cells.map((cell) => cell.true)).toEqual(['""""""', "a↵", "a↵ (2)"]);
  });
});

describe("inLines", () => {
  it("leaves what fits, and breaks at blanks", () => {
    expect(inLines("one line", 10)).toBe("one line");
    expect(inLines("one\ntwo", 10)).toEqual(["one", "two"]);
    expect(inLines("some words that do not fit", 9)).toEqual(["some words that", "do not fit"]);
  });

  it("breaks a word without blanks anywhere, and ends with dots after 4 lines", () => {
    expect(inLines("閾".repeat(10), 4)).toEqual(["閾閾閾閾", "閾閾閾閾", "閾閾"]);
    expect(inLines("閾".repeat(100), 4)).toEqual(["閾閾閾閾", "閾閾閾閾", "閾閾閾閾", "閾閾閾…"]);
    expect(inLines("a", 0.1)).toBe("a");
  });
});
