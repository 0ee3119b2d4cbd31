import type { AbstractMatrix } from "ml-matrix";
import { checkInteger, describe, isArray } from "../check.js";
import type { MatrixInput } from "../matrix-input.js";
import { Chart, type VegaLiteSpec } from "./chart.js";
import { colours as fixedColours } from "./colours.js";
import { extent, rangeInWords } from "./curve.js";
import { csvData, round, roundTo } from "./data.js";
import { diverging, divergingColour } from "./diverging.js";
import { type Block, blockFor, blockMeans } from "./image-blocks.js";
import { CAPTION, type ImageGrid, placeImages } from "./image-grid.js";
import { firstImages } from "./image-input.js";
import { inLanguage, sentence } from "./language.js";
import { type ChartLook, checkLook } from "./look.js";
import { gapSentence, largest } from "./matrix.js";
import { shownName } from "./names.js";
import { measured, unitFor } from "./ruler.js";
import { countRuns, encodeRuns, runTransforms } from "./runs.js";
import { chartSpec, ink } from "./style.js";
import { word } from "./words.js";

/** How {@link imageChart} draws. */
export interface ImageChartOptions extends Pick<ChartLook, "title"> {
  /** Pixels in a row of an image; unless given, images that are rows of a matrix are squares. */
  readonly width?: number | undefined;
  /** Images side by side; unless given, as many as fit on a page. */
  readonly columns?: number | undefined;
  /** A text below each image. */
  readonly captions?: readonly (string | number)[] | undefined;
  /**
   * `grey`: 0 is white and the greatest value black; `diverging`: blue is negative, orange positive.
   * Unless given, diverging if any value is negative.
   */
  readonly colours?: "grey" | "diverging" | undefined;
  /** Side of a pixel, in pixels of the screen, 1 … 40. */
  readonly pixel?: number | undefined;
}

const OPTIONS = ["title", "width", "columns", "captions", "colours", "pixel"];

/** Levels of grey beside white, and of each sign beside zero. */
const LEVELS = { grey: 32, diverging: 20 } as const;

/** Captions of which a text tells each. */
const TOLD = 30;

/** Colour of a pixel that is not finite among grey ones. */
const NO_GREY = fixedColours.test;

/** Images, and runs of equal pixels, that a chart shows at most: a page, and 200 kB. */
const [MOST_IMAGES, MOST_RUNS] = [400, 60_000];

/** The longest side of an image on the screen, and the same where the side of its pixels is given. */
const [LONGEST, LONGEST_GIVEN] = [600, 2000];

/**
 * Images side by side: digits, or the weights of a layer's units. All have one scale of colours.
 *
 * `images` is a matrix in which each row is an image, its pixels in rows from the top; or an array
 * of matrices of one shape, each an image. The weights of units without their bias are `w2`.
 * A pixel that is not finite is grey among colours, and blue among greys.
 *
 * Colours are rounded to 33 levels of grey or 41 from blue to orange. Of more than 400 images, or
 * than a small notebook can hold, the first ones are shown, and the scale is theirs. Of images larger
 * than 600 pixels of the screen (2000 if `pixel` is given), or than a notebook can hold, the means of
 * blocks of pixels are drawn; a block in which one is not finite is drawn as such a pixel.
 *
 * TypeError for a wrong kind; RangeError for no images, images of different shapes, a `width` that
 * does not divide a row or is missing where a row is no square, captions that are too few or too
 * many, or a negative value in grey.
 */
export function imageChart(
  images: MatrixInput | readonly MatrixInput[],
  options: ImageChartOptions = {},
): Chart {
  checkImageOptions(options);
  const { count, first } = firstImages(images, options.width, MOST_IMAGES);
  const { captions, title = { en: "Images", ja: "画像" } } = options;
  checkCaptions(captions, count);
  const { texts, shown, block, colours, ends } = drawnImages(first, options);
  const most = largest(shown);
  const unit = unitFor(most);
  const names = captions?.map((caption) => shownName(String(caption)));
  const grid = placeImages(shown.slice(0, texts.length), names, options);
  const part = texts.length < count ? [firstOf(texts.length, count)] : [];
  const isMean = block.rows * block.columns > 1;
  const mean = isMean ? [meanOf(block)] : [];
  const scale = colours === "grey" ? [greysInWords(most)] : [];
  const units =
    unit === 1 || colours === "grey" ? [] : [measured(word("value"), { offset: 0, unit })];
  const lines = [...part, ...mean, ...scale, ...units];
  const subtitle = lines.length === 0 ? undefined : lines.join(inLanguage({ en: "; ", ja: "、" }));
  const spec = chartSpec({ title, subtitle }, imageLayers(texts, grid, colours, most / unit));
  const [{ rows, columns }] = first;
  const pictures = inLanguage({
    en: `${count} image${count === 1 ? "" : "s"} of ${columns} x ${rows} pixels`,
    ja: `${columns}×${rows}画素の画像${count}枚`,
  });
  const all = [pictures, ...part, ...mean].join(inLanguage({ en: ", ", ja: "、" }));
  const named = [
    captionsInWords(names?.slice(0, texts.length)),
    rangeInWords(word("values"), ends),
  ];
  const text = inLanguage({ en: "Pictures: ", ja: "" }) + sentence([all, ...named]);
  return new Chart(spec, text + gapSentence(shown));
}

function firstOf(shown: number, count: number): string {
  return inLanguage({
    en: `the first ${shown} of ${count}`,
    ja: `${count}枚のうち最初の${shown}枚`,
  });
}

function meanOf({ rows, columns }: Block): string {
  return inLanguage({
    en: `each pixel drawn is the mean of ${columns} x ${rows}`,
    ja: `表示する1画素は${columns}×${rows}画素の平均`,
  });
}

function greysInWords(most: number): string {
  return inLanguage({ en: `white: 0, black: ${round(most)}`, ja: `白：0、黒：${round(most)}` });
}

/** The texts below the images, of so few that they are read to the end. */
function captionsInWords(captions: readonly string[] | undefined): string {
  if (captions === undefined || captions.length > TOLD) return "";
  return inLanguage({
    en: `captions: ${captions.join(", ")}`,
    ja: `見出し：${captions.join("、")}`,
  });
}

function checkImageOptions(options: ImageChartOptions): void {
  checkLook("imageChart", { ...options, width: undefined }, OPTIONS);
  const { width, columns, colours, pixel } = options;
  if (width !== undefined) checkInteger("imageChart", "width", width, 1);
  if (columns !== undefined) checkInteger("imageChart", "columns", columns, 1);
  if (pixel !== undefined) checkInteger("imageChart", "pixel", pixel, 1, 40);
  if (colours !== undefined && colours !== "grey" && colours !== "diverging") {
    throw new RangeError(
      `imageChart: expected colours to be "grey" or "diverging", got ${describe(colours)}`,
    );
  }
}

function checkCaptions(captions: unknown, count: number): void {
  if (captions === undefined) return;
  if (!isArray(captions)) {
    throw new TypeError(`imageChart: expected captions to be an array, got ${describe(captions)}`);
  }
  if (captions.length !== count) {
    throw new RangeError(`imageChart: expected ${count} captions, got ${captions.length}`);
  }
}

/** What is drawn of images. */
interface Drawn {
  /** The first images, or means of blocks of their pixels. */
  readonly shown: readonly AbstractMatrix[];
  readonly block: Block;
  /** As many of them as a chart can hold, as text. */
  readonly texts: readonly string[];
  readonly colours: "grey" | "diverging";
  /** The least and the greatest value. */
  readonly ends: readonly number[];
}

function drawnImages(images: readonly AbstractMatrix[], options: ImageChartOptions): Drawn {
  const { pixel } = options;
  const room = pixel === undefined ? LONGEST : Math.floor(LONGEST_GIVEN / pixel);
  for (let limit = room; ; limit = Math.floor(limit * 0.8)) {
    const block = blockFor(images[0], limit);
    const shown = images.map((image) => blockMeans(image, block));
    const ends = extent(shown.flatMap((image) => extent(image.to1DArray())));
    const [least] = ends;
    const colours = options.colours ?? (least < 0 ? "diverging" : "grey");
    if (colours === "grey" && least < 0) {
      throw new RangeError(`imageChart: expected values >= 0 for colours in grey, got ${least}`);
    }
    const texts = encodeImages(shown, colours, largest(shown));
    if (texts.length > 0) return { shown, block, texts, colours, ends };
  }
}

/** The first images as text, as many as a chart shows; none if it cannot hold the first. */
function encodeImages(
  images: readonly AbstractMatrix[],
  colours: "grey" | "diverging",
  most: number,
): string[] {
  const texts: string[] = [];
  let runs = 0;
  for (const image of images) {
    const rows = image.to2DArray().map((row) => row.map((value) => levelOf(value, colours, most)));
    const text = encodeRuns(rows);
    runs += countRuns(text);
    if (runs > MOST_RUNS) break;
    texts.push(text);
  }
  return texts;
}

function levelOf(value: number, colours: "grey" | "diverging", most: number): number {
  if (!Number.isFinite(value)) return -1;
  const level = Math.round((value / (most || 1)) * LEVELS[colours]);
  return colours === "grey" ? level : level + LEVELS.diverging;
}

function imageLayers(
  texts: readonly string[],
  grid: ImageGrid,
  colours: "grey" | "diverging",
  most: number,
): VegaLiteSpec {
  const { pixel } = grid;
  const runs = texts.map((text, i) => [i, grid.places[i].left, grid.places[i].top, text]);
  const frames = grid.places.map(({ left, top }) => [
    left,
    top,
    left + grid.imageWidth,
    top + grid.imageHeight,
  ]);
  const zero = colours === "grey" ? 0 : LEVELS.diverging;
  const value = `(datum.level - ${zero}) * ${roundTo(most / LEVELS[colours], 9)}`;
  const place = (start: "left" | "top", at: string): string =>
    `datum.${start} + ${pixel} * datum.${at}`;
  return {
    width: grid.width,
    height: grid.height,
    encoding: { ...screen(grid), x2: { field: "right" }, y2: { field: "bottom" } },
    layer: [
      {
        data: csvData(["id", "left", "top", "rows"], runs),
        transform: [
          ...runTransforms("id"),
          { calculate: value, as: "value" },
          { calculate: place("left", "x2"), as: "right" },
          { calculate: place("top", "y2"), as: "bottom" },
          { calculate: place("left", "x"), as: "left" },
          { calculate: place("top", "y"), as: "top" },
        ],
        layer: [
          {
            transform: [{ filter: "datum.level >= 0" }],
            mark: { type: "rect" },
            encoding: {
              color:
                colours === "grey" ? greyColour(most) : divergingColour("value", most, "bottom"),
            },
          },
          {
            transform: [{ filter: "datum.level < 0" }],
            mark: { type: "rect", color: colours === "grey" ? NO_GREY : diverging.none },
          },
        ],
      },
      {
        data: csvData(["left", "top", "right", "bottom"], frames),
        mark: { type: "rect", filled: false, stroke: ink.quiet, strokeWidth: 0.5 },
      },
      ...captionLayer(grid),
    ],
  };
}

/** Coordinates in pixels of the screen, y downwards. */
function screen({ width, height }: ImageGrid): VegaLiteSpec {
  const channel = (field: string, domain: readonly number[]): VegaLiteSpec => ({
    field,
    type: "quantitative",
    axis: null,
    scale: { domain, nice: false, zero: false },
  });
  return { x: channel("left", [0, width]), y: channel("top", [height, 0]) };
}

function greyColour(most: number): VegaLiteSpec {
  return {
    field: "value",
    type: "quantitative",
    scale: { domain: [0, round(most) || 1], range: ["white", "black"] },
    legend: null,
  };
}

function captionLayer({ places, imageWidth, imageHeight, columnWidth }: ImageGrid): VegaLiteSpec[] {
  const rows = places.flatMap(({ left, top, caption }) =>
    caption === undefined ? [] : [[left + imageWidth / 2, top + imageHeight + 4, caption]],
  );
  if (rows.length === 0) return [];
  const mark = { type: "text", baseline: "top", fontSize: CAPTION.fontSize, color: ink.letter };
  return [
    {
      data: csvData(["left", "top", "caption"], rows),
      mark: { ...mark, limit: columnWidth },
      encoding: { x2: null, y2: null, text: { field: "caption" } },
    },
  ];
}
