import parse from "spdx-expression-parse";

/**
 * The licences, as SPDX names them, of what may be installed or shipped: those that ask for no more than a
 * notice; those that hold for changed files of the package itself (MPL), of a library that is loaded
 * beside it (LGPL, GPL with GCC's exception), of a font (OFL) or a data set (CC BY-SA) alone; and
 * `LicenseRef-StatLib`, a data set that its makers gave out for education and science.
 */
const ALLOWED = new Set([
  ...["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause"],
  ...[
    "BSD-3-Clause-Attribution",
    "BSD-3-Clause-Open-MPI",
    "BlueOak-1.0.0",
    "CC-BY-3.0",
    "CC-BY-4.0",
  ],
  ...["CC-BY-SA-3.0", "CC0-1.0", "GPL-3.0-or-later WITH GCC-exception-3.1"],
  ...["GPL-3.0-with-GCC-exception", "ISC"],
  ...["LGPL-2.1-or-later", "LicenseRef-StatLib", "MIT", "MIT-0", "MPL-2.0", "OFL-1.1"],
  ...["PSF-2.0", "Python-2.0", "Unlicense", "Zlib"],
]);

/** Whether `text` is an expression of licences that SPDX knows. @param {string | null | undefined} text @returns {text is string} */
export function isExpression(text) {
  try {
    return Boolean(text && parse(text));
  } catch {
    return false;
  }
}

/** Whether we may install and ship what is under `licence`. @param {string | undefined} licence */
export function isAllowed(licence) {
  return isExpression(licence) && allows(parse(licence));
}

/** One expression of several licences that hold at once. @param {string[]} licences */
export function all(licences) {
  const parts = licences.flatMap((licence) =>
    / OR |\(/.test(licence) ? `(${licence})` : licence.split(" AND "),
  );
  return licences.length === 1 ? licences[0] : [...new Set(parts)].join(" AND ");
}

/** @param {parse.Info} info @returns {boolean} */
function allows(info) {
  if ("conjunction" in info) {
    const sides = [allows(info.left), allows(info.right)];
    return info.conjunction === "and" ? sides.every(Boolean) : sides.some(Boolean);
  }
  const { license, plus, exception } = info;
  return ALLOWED.has(`${license}${plus ? "+" : ""}${exception ? ` WITH ${exception}` : ""}`);
}
