import { existsSync } from "node:fs";
import { inProject, pythonOf, venvPython } from "../project.mjs";
import { npmPackagesOf } from "./npm.mjs";
import { pythonPackagesOf } from "./python.mjs";
import { dataSets, SHIPPED } from "./shipped.mjs";

/**
 * @typedef {object} Row something with a licence
 * @property {string} group
 * @property {string} name
 * @property {string} [version]
 * @property {string | undefined} licence an expression as SPDX writes them
 * @property {boolean} [isInstalled] false for a package of another platform
 */

const BENCH = inProject("bench");

/** All that is shipped and installed, with its licence, in groups. @returns {Row[]} */
export function licenceRows() {
  return [
    ...shipped(),
    ...npmPackagesOf(inProject(), {
      runtime: ["dependencies"],
      optional: ["optionalDependencies", "peerDependencies"],
      development: ["devDependencies"],
    }),
    ...(existsSync(inProject("bench", "node_modules"))
      ? npmPackagesOf(BENCH, { bench: ["dependencies"] })
      : []),
    ...python("Python", venvPython),
    ...python("Python of bench", pythonOf(inProject("bench", ".venv"))),
  ];
}

/** What is in the package, and the data that are fetched when somebody asks for them. @returns {Row[]} */
function shipped() {
  return [
    ...SHIPPED.map(({ name, licence }) => ({ group: "shipped", name, licence })),
    ...dataSets().map(({ name, licence, isShipped }) => ({
      group: isShipped ? "shipped" : "data beside the package",
      name: `${name}()`,
      licence,
    })),
  ];
}

/** @param {string} group @param {string} python @returns {Row[]} */
function python(group, python) {
  if (!existsSync(python)) return [];
  return pythonPackagesOf(python).map((row) => ({ group, ...row }));
}

/** A table of the rows: for each group and licence what has it. @param {Row[]} rows */
export function table(rows) {
  /** @type {Map<string, string[]>} */
  const lines = new Map();
  for (const { group, licence = "none", name, version } of rows) {
    const line = `| ${group} | ${licence} |`;
    const named = version ? `${name} ${version}` : name;
    lines.set(line, [...(lines.get(line) ?? []), named]);
  }
  const body = Array.from(lines, ([line, names]) => `${line} ${names.sort().join(", ")} |`);
  return ["| group | licence | what |", "|---|---|---|", ...body].join("\n");
}
