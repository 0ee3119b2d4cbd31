import { checkFlag, checkInteger, describe } from "../check.js";
import type { Epoch } from "../training/epoch.js";
import { Chart } from "./chart.js";
import { extent, rangeInWords } from "./curve.js";
import { round } from "./data.js";
import { type BestEpoch, bestEpoch, checkEpoch, type Measure, valuesOf } from "./epochs.js";
import { type HistoryCurve, type HistoryPanel, historyPanel } from "./history-panel.js";
import { checkText, inLanguage, type Text } from "./language.js";
import { type ChartLook, checkLook } from "./look.js";
import { gapsInWords } from "./matrix.js";
import { chartSpec } from "./style.js";
import { word } from "./words.js";

/** The epochs of a training, or an object that has them. */
export type HistoryLike = readonly Epoch[] | { readonly epochs: readonly Epoch[] };

/** How {@link historyChart} draws; `height` is that of the panel of the loss. */
export interface HistoryChartOptions extends ChartLook {
  /** A line below the title; the best epoch unless given. */
  readonly subtitle?: Text | undefined;
  /**
   * Whether the loss has a logarithmic scale, on which a loss that is not above 0 is left out.
   * Unless given it has one where all losses are above 0 and span more than two powers of ten.
   */
  readonly logScale?: boolean | undefined;
  /** The epoch at the right end of the x axis, if later than the last: what is still to come. */
  readonly epochs?: number | undefined;
}

const OPTIONS = ["title", "width", "height", "subtitle", "logScale", "epochs"];

/** What is counted as not finite where it is. */
const DRAWN = ["loss", "validationLoss", "accuracy", "validationAccuracy"] as const;

/** Greatest value divided by the least from which on a scale is logarithmic. */
const WIDE = 100;

/**
 * Curves of a training: the loss, and in panels of their own the accuracy and a learning
 * rate that changes, where they are given; training solid, validation dashed. A vertical line marks
 * the epoch with the least validation loss or, without validation, the least loss.
 *
 * Of more than 400 epochs the least and greatest values of each stretch are drawn. Values that are
 * not finite leave a gap.
 *
 * TypeError unless `history` is an array of epochs or an object with one as `epochs`; RangeError
 * for none, or numbers of epochs that are no integers from 0 on, each above the one before.
 */
export function historyChart(history: HistoryLike, options: HistoryChartOptions = {}): Chart {
  const all = epochsOf(history);
  checkHistoryOptions(options);
  const { title = TITLE, subtitle, logScale, epochs, width = 560, height } = options;
  const panels = panelsOf(all, logScale, height);
  const best = bestEpoch(all);
  const numbers = all.map(({ epoch }) => epoch);
  const [first, last] = [numbers[0], numbers[numbers.length - 1]];
  const x = { numbers, width, to: Math.max(last, epochs ?? last), best };
  const explained = panels.some(({ curves }) => curves.some(({ of }) => of === "validation"));
  const vconcat = panels.map((panel, i) =>
    historyPanel(panel, {
      ...x,
      explained,
      named: i === panels.length - 1,
    }),
  );
  const below = subtitle === undefined ? best && bestInWords(best) : inLanguage(subtitle);
  const spec = chartSpec({ title, subtitle: below }, { vconcat, spacing: 12 });
  const courses = panels.flatMap((panel) => coursesOf(panel));
  const found = best ? [bestInWords(best)] : [];
  const text = inLanguage({
    en: `Training, epochs ${first} to ${last}: ${[courses.join(", "), ...found].join("; ")}.`,
    ja: `学習の経過（エポック${first}から${last}まで）。${[...courses, ...found].join("、")}。`,
  });
  const given = all.flatMap((epoch) => DRAWN.map((measure) => epoch[measure] ?? 0));
  return new Chart(spec, text + gapsInWords(given));
}

const TITLE = { en: "Training", ja: "学習の経過" };

/** `best: epoch 3, validation loss 0.25` */
function bestInWords({ epoch, measure, loss }: BestEpoch): string {
  const value = round(loss);
  const validated = measure === "validationLoss";
  return inLanguage({
    en: `best: epoch ${epoch}, ${validated ? "validation loss" : "loss"} ${value}`,
    ja: `最良はエポック${epoch}（${validated ? "検証データの損失" : "損失"} ${value}）`,
  });
}

/** Each curve of a panel: where it begins and ends, and between which values it lies. */
function coursesOf({ measure, curves }: HistoryPanel): string[] {
  return curves.map(({ of, values }) => {
    const what = word(measure);
    const named = { en: `${of} ${what}`, ja: `${word(of)}データの${what}` };
    const name = measure === "learning rate" ? what : inLanguage(named);
    const finite = values.filter(Number.isFinite);
    const [least, most] = extent(finite).map(round);
    if (!(least < most)) return rangeInWords(name, values);
    const [first, last] = [round(finite[0]), round(finite[finite.length - 1])];
    const isRange = [least, most].every((end) => end === first || end === last);
    return inLanguage({
      en: `${name} from ${first} to ${last}${isRange ? "" : ` (${least} to ${most})`}`,
      ja: `${name}は${first}から${last}へ${isRange ? "" : `（範囲 ${least}～${most}）`}`,
    });
  });
}

function checkHistoryOptions(options: HistoryChartOptions): void {
  checkLook("historyChart", options, OPTIONS);
  const { subtitle, logScale = false, epochs } = options;
  if (subtitle !== undefined) checkText("historyChart", "subtitle", subtitle);
  checkFlag("historyChart", "logScale", logScale);
  if (epochs !== undefined) checkInteger("historyChart", "epochs", epochs, 1);
}

function epochsOf(history: unknown): readonly Epoch[] {
  const list: unknown = Array.isArray(history)
    ? history
    : (history as { epochs?: unknown } | null | undefined)?.epochs;
  if (!Array.isArray(list)) {
    throw new TypeError(
      "historyChart: expected an array of epochs, or an object with one as epochs, " +
        `got ${describe(history)}`,
    );
  }
  if (list.length === 0) throw new RangeError("historyChart: expected an epoch or more, got none");
  let before = -1;
  for (const [i, epoch] of list.entries()) {
    checkEpoch("historyChart", `epochs[${i}]`, epoch, before);
    before = epoch.epoch;
  }
  return list;
}

function panelsOf(
  epochs: readonly Epoch[],
  logScale: boolean | undefined,
  height = 240,
): HistoryPanel[] {
  const curves = (training: Measure, validation?: Measure): HistoryCurve[] => {
    const ofTraining = valuesOf(epochs, training);
    const ofValidation = validation && valuesOf(epochs, validation);
    return [
      ...(ofTraining ? [{ of: "training" as const, values: ofTraining }] : []),
      ...(ofValidation ? [{ of: "validation" as const, values: ofValidation }] : []),
    ];
  };
  const loss = curves("loss", "validationLoss");
  const accuracy = curves("accuracy", "validationAccuracy");
  const rate = curves("learningRate");
  const [least, most] = range(rate);
  const panels: HistoryPanel[] = [
    { measure: "loss", curves: loss, logScale: logScale ?? isWide(loss), height },
    {
      measure: "accuracy",
      curves: accuracy,
      logScale: false,
      height: Math.round(height * 0.6),
    },
    {
      measure: "learning rate",
      curves: least < most ? rate : [],
      logScale: isWide(rate),
      height: Math.round(height * 0.35),
    },
  ];
  return panels.filter((panel) => panel.curves.length > 0);
}

function range(curves: readonly HistoryCurve[]): [least: number, most: number] {
  return extent(curves.flatMap(({ values }) => values));
}

function isWide(curves: readonly HistoryCurve[]): boolean {
  const [least, most] = range(curves);
  return least > 0 && most / least > WIDE;
}
