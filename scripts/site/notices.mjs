import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../lib/failure.mjs";
import { isAllowed } from "../lib/licences/expression.mjs";
import { inProject } from "../lib/project.mjs";
import { licenceOfJupyterLite } from "../try/jupyterlite.mjs";
import { readJson } from "./files.mjs";

/** Packages of which a part is in every site, beside what the scripts are made of. */
const ALWAYS = ["node_modules/katex", "node_modules/typedoc"];

/**
 * Writes `notices.txt`: the licences of what the site holds that others have made.
 *
 * @param {string} output
 * @param {string[]} sources the files, from the project's folder, that the scripts are made of
 */
export function writeNotices(output, sources) {
  const found = sources.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []);
  const packages = [...new Set([...ALWAYS, ...found])].sort().map(described);
  const notices = packages.map(({ name, version, licence, repository, own, folder }) => {
    // Some of vega's many packages leave its licence to the others.
    const others = packages.find((other) => other.own && other.repository === repository)?.own;
    const text = own || others || licenceInReadme(folder);
    if (!text || !isAllowed(licence))
      throw new Failure(`${name}: may it be on the site? ${licence}`);
    return `${name} ${version}, ${licence}\n\n${text}\n`;
  });
  const head =
    "What these pages hold that others have made. The project itself is under the MIT licence.\n";
  notices.push(jupyterLiteNotice());
  writeFileSync(join(output, "notices.txt"), [head, ...notices].join(`\n${"-".repeat(72)}\n\n`));
}

/** JupyterLite brings the licences of what it holds along. */
function jupyterLiteNotice() {
  const { version, licence, text } = licenceOfJupyterLite();
  const others = "What it holds in its turn: try/build/third-party-licenses.json\n";
  return `jupyterlite-core ${version}, ${licence}\n\n${text}\n\n${others}`;
}

/** @param {string} folder of a package */
function described(folder) {
  const { name, version, license: licence, repository } = readJson(`${folder}/package.json`);
  const files = readdirSync(inProject(folder)).filter((file) => /^(licen[cs]e|notice)/i.test(file));
  const texts = files.map((file) => readFileSync(inProject(folder, file), "utf8").trim());
  return {
    name,
    version,
    licence,
    repository: JSON.stringify(repository),
    own: texts.join("\n\n"),
    folder,
  };
}

/** The end of its README, below LICENSE, where a package has no other file for it. @param {string} folder */
function licenceInReadme(folder) {
  const readme = readFileSync(inProject(folder, "README.md"), "utf8");
  return /^LICENSE[^\n]*\n-+\n([\s\S]+)/m.exec(readme)?.[1]?.trim();
}
