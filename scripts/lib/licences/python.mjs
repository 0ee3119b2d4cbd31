import { execFileSync } from "node:child_process";
import { jupyterEnvironment } from "../environment.mjs";
import { inProject } from "../project.mjs";
import { all, isExpression } from "./expression.mjs";

/** Short names that packages give, or classifiers, which are no SPDX expressions. */
const NAMES = [
  { pattern: /^MIT\b/, licence: "MIT" },
  { pattern: /^ISC\b/, licence: "ISC" },
  { pattern: /^Apache.*2\.0/, licence: "Apache-2.0" },
  { pattern: /^Apache Software License/, licence: "Apache-2.0" },
  { pattern: /^(PSFL|Python Software Foundation)/, licence: "PSF-2.0" },
];

/** Sentences by which the text of a licence is known. */
const SENTENCES = [
  { pattern: /Apache License\s+Version 2\.0/i, licence: "Apache-2.0" },
  { pattern: /Redistribution and use in source[\s\S]+Neither the name/, licence: "BSD-3-Clause" },
  { pattern: /Redistribution and use in source/, licence: "BSD-2-Clause" },
  { pattern: /Permission is hereby granted, free of charge/, licence: "MIT" },
  { pattern: /Permission to use, copy, modify, and\/or distribute/i, licence: "ISC" },
];

/**
 * @typedef {object} Described what scripts/licences.py prints of a package
 * @property {string} name
 * @property {string} version
 * @property {string | null} expression
 * @property {string | null} licence
 * @property {string[]} classifiers
 * @property {string[]} texts
 */

/** The packages of a virtual environment. @param {string} python its Python */
export function pythonPackagesOf(python) {
  const script = inProject("scripts", "licences.py");
  const output = execFileSync(python, [script], {
    env: jupyterEnvironment(),
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  /** @type {Described[]} */
  const packages = JSON.parse(output);
  return packages.map((it) => ({ name: it.name, version: it.version, licence: licenceOf(it) }));
}

/**
 * The licence of a Python package: its expression, else what its field says by name, else what its own
 * text is, else what a classifier says; and those of the libraries in its wheel, which the texts name in
 * lines of their own.
 *
 * @param {Described} described
 * @returns {string | undefined}
 */
export function licenceOf({ expression, licence, classifiers, texts }) {
  const field = licence ?? "";
  const classified = classifiers.map((it) => it.split(" :: ").at(-1) ?? "");
  // What follows a line `Name:` is of a library in the wheel.
  const ownTexts = [field, ...texts].map((text) => text.split(/^Name: /m)[0]);
  const own =
    [expression, licence].find(isExpression) ??
    first([field], NAMES) ??
    first(ownTexts, SENTENCES) ??
    first(classified, NAMES);
  if (!own) return undefined;
  const named = texts.flatMap((text) =>
    Array.from(text.matchAll(/^License: (.+)$/gm), ([, it]) => it),
  );
  return all([own, ...named.filter(isExpression)]);
}

/** @param {string[]} texts @param {{ pattern: RegExp, licence: string }[]} known */
function first(texts, known) {
  for (const text of texts) {
    const found = known.find(({ pattern }) => pattern.test(text));
    if (found) return found.licence;
  }
}
