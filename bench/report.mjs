import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { THREADS } from "./contenders.mjs";

/** @typedef {import("./measure.mjs").Result} Result */

/** One line on the machine. */
export function machine() {
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus()[0]?.model.trim()}, ${cpus().length} cores, ${memory} GB, ${process.platform}-${process.arch}, Node ${process.versions.node}, ${THREADS} threads`;
}

/**
 * A table: a row for each contender, and a column for each size with the best time, its ratio to the
 * reference, and the quartiles of the ratio.
 *
 * @param {Result[]} results
 */
export function table(results) {
  const sizes = [...new Set(results.map(({ size }) => size.join()))];
  const names = [...new Set(results.map(({ name }) => name))];
  const cell = (/** @type {string} */ name, /** @type {string} */ size) => {
    const result = results.find((r) => r.name === name && r.size.join() === size);
    if (!result) return "–";
    const [low, high] = result.spread;
    return `${time(result.best)} (${digits(result.ratio)}; ${digits(low)}–${digits(high)})`;
  };
  const rows = names.map((name) => [name, ...sizes.map((size) => cell(name, size))]);
  return markdown([["best, µs (ratio; its quartiles)", ...sizes.map((s) => `(${s})`)], ...rows]);
}

/** @param {string[][]} rows the first one the head */
export function markdown([head, ...rows]) {
  const line = (/** @type {string[]} */ cells) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** Microseconds. @param {number} seconds */
export function time(seconds) {
  return (seconds * 1e6).toLocaleString("en", { maximumSignificantDigits: 3 });
}

/** @param {number} ratio */
export function digits(ratio) {
  return ratio.toLocaleString("en", { maximumSignificantDigits: 2 });
}

/** Writes bench/results/`name`: bytes as they are, all else as JSON. @param {string} name @param {object} contents */
export function save(name, contents) {
  const folder = new URL("results/", import.meta.url);
  mkdirSync(folder, { recursive: true });
  const data = Buffer.isBuffer(contents) ? contents : `${JSON.stringify(contents, null, 2)}\n`;
  writeFileSync(new URL(name, folder), data);
}
