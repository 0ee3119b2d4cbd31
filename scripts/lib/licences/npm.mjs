import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { all } from "./expression.mjs";

/** What packages hold beside what their own fields say. */
const ALSO = /** @type {Record<string, string>} */ ({
  zeromq: "ISC", // libsodium, in its binaries
});

/**
 * @typedef {object} Locked an entry of a package-lock.json
 * @property {string} [version]
 * @property {string} [license]
 * @property {boolean} [link]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [optionalDependencies]
 * @property {Record<string, string>} [peerDependencies]
 * @property {Record<string, string>} [devDependencies]
 */

/**
 * The packages of a package-lock.json, those of other platforms too. A package is of the first group
 * that needs it.
 *
 * @param {string} folder where package-lock.json and node_modules are
 * @param {Record<string, (keyof Locked)[]>} groups for each group the fields of package.json that begin it
 */
export function npmPackagesOf(folder, groups) {
  /** @type {Record<string, Locked>} */
  const packages = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8")).packages;
  /** @type {Map<string, string>} */
  const groupOf = new Map();
  for (const [group, fields] of Object.entries(groups)) {
    const pending = needed(packages, "", fields);
    for (const path of pending) {
      if (groupOf.has(path) || packages[path].link) continue;
      groupOf.set(path, group);
      pending.push(...needed(packages, path));
    }
  }
  const others = Object.keys(packages).find(
    (path) => path && !packages[path].link && !groupOf.has(path),
  );
  if (others) throw new Error(`${others} is locked and nothing needs it`);
  return [...groupOf].map(([path, group]) => ({
    group,
    ...described(folder, path, packages[path]),
  }));
}

/**
 * The paths of what a package needs, as Node finds them from its folder upwards.
 *
 * @param {Record<string, Locked>} packages
 * @param {string} path
 * @param {(keyof Locked)[]} fields
 */
function needed(
  packages,
  path,
  fields = ["dependencies", "optionalDependencies", "peerDependencies"],
) {
  const names = fields.flatMap((field) => Object.keys(packages[path][field] ?? {}));
  return names.flatMap((name) => {
    for (let from = path; ; from = from.slice(0, Math.max(0, from.lastIndexOf("/node_modules/")))) {
      const found = from === "" ? `node_modules/${name}` : `${from}/node_modules/${name}`;
      if (found in packages) return [found];
      if (from === "") return []; // an optional peer that is not there
    }
  });
}

/** @param {string} folder @param {string} path @param {Locked} locked */
function described(folder, path, { version = "", license }) {
  const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
  const file = join(folder, path, "package.json");
  const isInstalled = existsSync(file);
  const own = isInstalled ? fieldOf(JSON.parse(readFileSync(file, "utf8"))) : license;
  const licence = own && name in ALSO ? all([own, ALSO[name]]) : own;
  return { name, version, licence, isInstalled };
}

/** The licence in a package.json, in the old forms too. @param {any} json @returns {string | undefined} */
function fieldOf({ license, licenses }) {
  const field = license ?? licenses;
  const parts = (Array.isArray(field) ? field : [field]).map((part) => part?.type ?? part);
  return parts.every((part) => typeof part === "string") ? parts.join(" OR ") : undefined;
}
