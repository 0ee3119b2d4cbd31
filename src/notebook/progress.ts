import { inLanguage, language } from "../charts/language.js";
import { word } from "../charts/words.js";
import type { Epoch } from "../training/epoch.js";

/** Tells how much time a training still takes, by the time that its epochs have taken so far. */
export class Clock {
  #first: { readonly epoch: number; readonly time: number } | undefined;
  readonly #now: () => number;

  /** `now` gives the time in milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Seconds from the end of `epoch` to that of `last`; undefined at the first epoch and from `last` on. */
  secondsLeft(epoch: number, last: number): number | undefined {
    const time = this.#now();
    this.#first ??= { epoch, time };
    const done = epoch - this.#first.epoch;
    if (done === 0 || epoch >= last) return undefined;
    return (((time - this.#first.time) / done) * (last - epoch)) / 1000;
  }
}

/**
 * `epoch 37/100  loss 0.123  validation 0.145  4.2 s left`, of what is known, in the language of the
 * charts.
 */
export function progressLine(
  { epoch, loss, validationLoss }: Epoch,
  epochs: number | undefined,
  secondsLeft: number | undefined,
): string {
  const parts = [
    `${word("epoch")} ${epoch}${epochs === undefined ? "" : `/${epochs}`}`,
    `${word("loss")} ${threeDigits(loss)}`,
    ...(validationLoss === undefined
      ? []
      : [`${word("validation")} ${threeDigits(validationLoss)}`]),
    ...(secondsLeft === undefined ? [] : [timeLeft(secondsLeft)]),
  ];
  return parts.join("  ");
}

function threeDigits(x: number): string {
  const size = Math.abs(x);
  return size >= 1000 && size < 1e6 ? x.toFixed(0) : x.toPrecision(3);
}

/** Units of time, with the blanks around them. */
const UNITS = {
  en: { s: " s", min: " min ", h: " h " },
  ja: { s: "秒", min: "分", h: "時間" },
} as const;

function timeLeft(seconds: number): string {
  const time = duration(seconds);
  return inLanguage({ en: `${time} left`, ja: `残り ${time}` });
}

function duration(seconds: number): string {
  const { s, min, h } = UNITS[language()];
  if (seconds < 9.95) return `${seconds.toFixed(1)}${s}`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}${s}`;
  if (whole < 3600) return `${Math.floor(whole / 60)}${min}${whole % 60}${s}`;
  return `${Math.floor(whole / 3600)}${h}${Math.floor((whole % 3600) / 60)}${min.trimEnd()}`;
}
