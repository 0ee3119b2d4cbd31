import { type AbstractMatrix, Matrix } from "ml-matrix";
import type { Label } from "../data/labels.js";
import { valuesOf } from "../linalg/dense.js";
import type { MatrixInput } from "../matrix-input.js";
import { Chart, type VegaLiteSpec } from "./chart.js";
import { colours } from "./colours.js";
import { csvData } from "./data.js";
import { checkClasses } from "./labels.js";
import { inLanguage, sentence } from "./language.js";
import { type ChartLook, checkLook } from "./look.js";
import { filledMatrix } from "./matrix.js";
import { DIGIT_EMS, emsOf, shownNames } from "./names.js";
import { chartSpec, ink, TEXT_SIZE } from "./style.js";
import { word } from "./words.js";

/** How {@link confusionChart} draws; `width` and `height` are those of all cells together. */
export type ConfusionChartOptions = ChartLook;

/** Classes that can be told apart in a chart; of more, several are one row. */
const MOST_CLASSES = 100;

/** Classes of which a text tells all counts. */
const TOLD = 5;

/** Room for the cells, and the least and the greatest side of one, in pixels. */
const [ROOM, LEAST, CELL] = [480, 4, 96];

/** Font size of the names of classes. */
const LABEL_SIZE = TEXT_SIZE;

/**
 * Heat map of a confusion matrix, classes × classes, with a row for each true class and a
 * column for each predicted one: the counts, and as colour the share of the row. Counts of 0 are
 * written on the diagonal alone; where cells are too small, none are.
 *
 * `classes` names the rows and columns, 0, 1, 2, … unless given. Of more than 100 classes as many
 * neighbours as needed are counted together, `0–9`, `10–19`, …, the last row may hold fewer; accuracy
 * and text are those of the classes. A cell is at least 4 pixels wide and high, whatever the size given.
 *
 * TypeError unless `counts` is a matrix; RangeError unless it is square, of integers ≥ 0, with as many
 * `classes`.
 */
export function confusionChart(
  matrix: MatrixInput,
  classes?: readonly Label[],
  options: ConfusionChartOptions = {},
): Chart {
  const counts = countsOf(matrix);
  checkLook("confusionChart", options, ["title", "width", "height"]);
  const names = shownNames(namesOf(counts.rows, classes));
  const { title = TITLE } = options;
  const { total, right, worst } = summary(counts, names);
  const share = shareInWords(right, total);
  const size = Math.ceil(names.length / MOST_CLASSES);
  const group = {
    en: `row, column: ${size} of ${names.length} classes together`,
    ja: `行、列：${names.length}クラスを${size}個ずつまとめて表示`,
  };
  const shares = { en: "colour: share of the row", ja: "色：行の中での割合" };
  const subtitle = [
    `${word("accuracy")} ${share}`,
    ...(size === 1 ? [] : [inLanguage(group)]),
    inLanguage(shares),
  ];
  const spec = chartSpec({ title, subtitle }, cellGrid(...grouped(counts, names, size), options));
  const named = inLanguage({
    en: `Confusion matrix of ${names.length} class${names.length === 1 ? "" : "es"}`,
    ja: `${names.length}クラスの混同行列`,
  });
  const first = inLanguage({
    en: `${named}: accuracy ${share}`,
    ja: `${named}。正解率 ${share}`,
  });
  return new Chart(spec, sentence([first, ...rowsInWords(counts, names), worst]));
}

const TITLE = { en: "Confusion matrix", ja: "混同行列" };

/** `96.7% (145 of 150)` */
function shareInWords(right: number, total: number): string {
  if (total === 0) return inLanguage({ en: "– (no samples)", ja: "–（サンプルなし）" });
  const share = percent(right / total);
  return inLanguage({
    en: `${share} (${right} of ${total})`,
    ja: `${share}（${total}個中${right}個）`,
  });
}

/** Each row in words, of at most 5 classes: what the samples of a class were taken for. */
function rowsInWords(counts: AbstractMatrix, names: readonly string[]): string[] {
  if (names.length > TOLD) return [];
  return names.map((name, i) => {
    const taken = names.flatMap((other, j) =>
      counts.get(i, j) === 0
        ? []
        : [
            inLanguage({
              en: `${counts.get(i, j)} as ${other}`,
              ja: `${other} ${counts.get(i, j)}個`,
            }),
          ],
    );
    return inLanguage({
      en: `${name}: ${taken.join(", ") || "none"}`,
      ja: `${name}の予測：${taken.join("、") || "なし"}`,
    });
  });
}

function countsOf(matrix: MatrixInput): AbstractMatrix {
  const counts = filledMatrix("confusionChart", "counts", matrix);
  const { rows, columns } = counts;
  if (rows !== columns) {
    throw new RangeError(
      `confusionChart: expected counts to be a square matrix, got a ${rows}x${columns} matrix`,
    );
  }
  const wrong = valuesOf(counts).find((count) => !Number.isSafeInteger(count) || count < 0);
  if (wrong !== undefined) {
    throw new RangeError(`confusionChart: expected counts to be integers >= 0, got ${wrong}`);
  }
  return counts;
}

function namesOf(count: number, classes: readonly Label[] | undefined): string[] {
  if (classes === undefined) return Array.from({ length: count }, (_, i) => String(i));
  checkClasses("confusionChart", classes);
  const names = Array.from(classes, String);
  if (names.length !== count) {
    throw new RangeError(`confusionChart: expected ${count} classes, got ${names.length}`);
  }
  // A text and a number may look the same.
  checkClasses("confusionChart", names);
  return names;
}

/** Samples in all, those on the diagonal, and in words the most frequent error. */
function summary(
  counts: AbstractMatrix,
  names: readonly string[],
): { total: number; right: number; worst: string } {
  let [total, right] = [0, 0];
  let worst = { count: 0, row: 0, column: 0 };
  const values = valuesOf(counts);
  for (const [i, count] of values.entries()) {
    const [row, column] = [Math.floor(i / names.length), i % names.length];
    total += count;
    if (row === column) right += count;
    else if (count > worst.count) worst = { count, row, column };
  }
  const { count, row, column } = worst;
  const times = count === 1 ? "once" : `${count} times`;
  const words = inLanguage({
    en: `most often ${names[row]} is taken for ${names[column]}, ${times}`,
    ja: `最も多い誤りは${names[row]}を${names[column]}とするもので${count}回`,
  });
  return { total, right, worst: count === 0 ? "" : words };
}

/** The counts of so many neighbouring classes together, with the names of the first and the last. */
function grouped(
  counts: AbstractMatrix,
  names: readonly string[],
  size: number,
): [counts: Matrix, names: string[]] {
  const groups = Math.ceil(names.length / size);
  const together = Matrix.zeros(groups, groups);
  for (const [i, count] of valuesOf(counts).entries()) {
    const [row, column] = [Math.floor(i / names.length), i % names.length];
    const place = [Math.floor(row / size), Math.floor(column / size)] as const;
    together.set(...place, together.get(...place) + count);
  }
  const ends = Array.from({ length: groups }, (_, i) => {
    const group = names.slice(i * size, (i + 1) * size);
    return group.length === 1 ? group[0] : `${group[0]}–${group[group.length - 1]}`;
  });
  return [together, ends];
}

function percent(share: number): string {
  return `${Number((100 * share).toFixed(1))}%`;
}

function cellGrid(
  counts: AbstractMatrix,
  names: readonly string[],
  { width, height }: ConfusionChartOptions,
): VegaLiteSpec {
  const side = Math.max(LEAST, Math.min(CELL, Math.floor(ROOM / names.length)));
  const [all, least] = [side * names.length, LEAST * names.length];
  const size = { width: Math.max(width ?? all, least), height: Math.max(height ?? all, least) };
  const rows = counts.to2DArray().flatMap((values, i) => {
    const sum = values.reduce((a, b) => a + b, 0);
    return values.flatMap((count, j) =>
      // Most cells of many classes are empty.
      count === 0 && i !== j ? [] : [[names[i], names[j], count, sum === 0 ? 0 : count / sum]],
    );
  });
  return {
    data: csvData(["true", "predicted", "count", "share"], rows),
    ...size,
    view: { stroke: ink.quiet },
    encoding: {
      x: axis("predicted", word("predicted"), names, size.width / names.length),
      y: axis("true", inLanguage({ en: "true", ja: "正解" }), names, size.height / names.length),
    },
    layer: [
      cells(Math.min(size.width, size.height) / names.length),
      ...numbers(counts, size, names.length),
    ],
  };
}

function axis(
  field: "true" | "predicted",
  title: string,
  domain: readonly string[],
  room: number,
): VegaLiteSpec {
  const longest = Math.max(...domain.map(emsOf)) * LABEL_SIZE;
  const isAbove = field === "predicted";
  const place = isAbove ? { orient: "top", labelAngle: longest > room ? -45 : 0 } : {};
  const look = { domain: false, ticks: false, labelPadding: 6, labelLimit: 140, titlePadding: 8 };
  const axis = { ...look, ...place, labelOverlap: room < 1.3 * LABEL_SIZE };
  return { field, type: "nominal", title, scale: { domain, padding: 0 }, axis };
}

function cells(side: number): VegaLiteSpec {
  const border = side > 12 ? { stroke: "white" } : {};
  const fields = [
    { field: "true", title: inLanguage({ en: "true", ja: "正解" }) },
    { field: "predicted", title: word("predicted") },
    { field: "count", title: word("count") },
  ];
  return {
    mark: { type: "rect", ...border },
    encoding: {
      color: {
        field: "share",
        type: "quantitative",
        scale: { domain: [0, 1], range: ["#f2f6fa", colours.count] },
        legend: null,
      },
      tooltip: [
        ...fields,
        { field: "share", type: "quantitative", format: ".1%", title: word("share") },
      ],
    },
  };
}

/** The counts, if they fit in the cells. */
function numbers(
  counts: AbstractMatrix,
  { width, height }: { width: number; height: number },
  classes: number,
): VegaLiteSpec[] {
  const digits = String(counts.max()).length;
  const [acrossRoom, downRoom] = [width / classes - 3, height / classes - 3];
  const fontSize = Math.min(
    16,
    Math.floor(acrossRoom / (digits * DIGIT_EMS)),
    Math.floor(downRoom),
  );
  if (fontSize < 12) return [];
  return [
    {
      mark: { type: "text", fontSize },
      encoding: {
        text: { field: "count", type: "quantitative", format: "d" },
        color: { value: ink.cell },
      },
    },
  ];
}
