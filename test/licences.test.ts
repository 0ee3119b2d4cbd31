import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isAllowed } from "../scripts/lib/licences/expression.mjs";
import { npmPackagesOf } from "../scripts/lib/licences/npm.mjs";
import { licenceOf } from "../scripts/lib/licences/python.mjs";
import { licenceRows, table } from "../scripts/lib/licences/rows.mjs";
import { notices, SHIPPED } from "../scripts/lib/licences/shipped.mjs";
import { inProject } from "../scripts/lib/project.mjs";

const text = (path: string): string => readFileSync(inProject(path), "utf8");

/** The files of src/ as its README and the notices name them. */
const sources = readdirSync(inProject("src"), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(inProject(), join(entry.parentPath, entry.name)).replaceAll("\\", "/"));

describe("isAllowed", () => {
  test.each(["MIT", "Apache-2.0 OR GPL-3.0-only", "MIT AND (MPL-2.0 OR GPL-2.0-only)"])(
    "takes %s",
    (licence) => expect(isAllowed(licence)).toBe(true),
  );
  test.each([
    ...["GPL-3.0-only", "MIT AND GPL-3.0-only", "(MIT OR ISC) AND AGPL-3.0-or-later", "MIT+"],
    ...["GPL-3.0-or-later WITH Classpath-exception-2.0", "LicenseRef-Other", "mit", "BSD"],
    ...["UNLICENSED", "SEE LICENSE IN LICENSE", "", undefined],
  ])("refuses %s", (licence) => expect(isAllowed(licence)).toBe(false));
});

describe("npmPackagesOf", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "middle-layer-licences-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function write(path: string, contents: object): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), JSON.stringify(contents));
  }
  const lock = (packages: object): void => write("package-lock.json", { packages });
  const GROUPS = { runtime: ["dependencies"], development: ["devDependencies"] } as const;
  const packagesOf = (): ReturnType<typeof npmPackagesOf> =>
    npmPackagesOf(folder, { runtime: [...GROUPS.runtime], development: [...GROUPS.development] });

  test("gives each package to the first group that needs it, as Node finds it", () => {
    lock({
      "": { dependencies: { a: "1", self: "file:" }, devDependencies: { d: "1" } },
      "node_modules/a": { version: "1", license: "MIT", dependencies: { "@s/b": "2" } },
      "node_modules/a/node_modules/@s/b": { version: "2", license: "ISC" },
      "node_modules/@s/b": { version: "3", license: "0BSD", optionalDependencies: { a: "1" } },
      "node_modules/d": {
        version: "1",
        license: "MIT",
        peerDependencies: { "@s/b": "3", no: "1" },
      },
      "node_modules/self": { link: true },
    });
    const found = packagesOf().map(({ group, name, version }) => `${group} ${name} ${version}`);
    expect(found).toEqual([
      "runtime a 1",
      "runtime @s/b 2",
      "development d 1",
      "development @s/b 3",
    ]);
  });

  test("takes an installed package at its own word, another platform's at the lock's", () => {
    lock({
      "": { dependencies: { a: "1", b: "1", c: "1", d: "1", zeromq: "6" } },
      "node_modules/a": { version: "1", license: "MIT" },
      "node_modules/b": { version: "1", license: "MIT" },
      "node_modules/c": { version: "1", license: "MIT" },
      "node_modules/d": { version: "1" },
      "node_modules/zeromq": { version: "6", license: "MIT AND MPL-2.0" },
    });
    write("node_modules/b/package.json", { license: "GPL-3.0-only" });
    write("node_modules/c/package.json", { licenses: [{ type: "MIT" }, { type: "Apache-2.0" }] });
    write("node_modules/d/package.json", {});
    expect(packagesOf().map(({ licence, isInstalled }) => [licence, isInstalled])).toEqual([
      ["MIT", false],
      ["GPL-3.0-only", true],
      ["MIT OR Apache-2.0", true],
      [undefined, true],
      ["MIT AND MPL-2.0 AND ISC", false],
    ]);
  });

  test("throws where it has missed a package", () => {
    lock({ "": {}, "node_modules/a": { version: "1", license: "MIT" } });
    expect(packagesOf).toThrow("node_modules/a is locked and nothing needs it");
  });
});

describe("licenceOf a Python package", () => {
  const described = { name: "p", version: "1", expression: null, licence: null, classifiers: [] };
  const BSD = "License :: OSI Approved :: BSD License";
  const TEXT = "Redistribution and use in source and binary forms …";
  test.each([
    ["its expression", { expression: "MIT-0", licence: "BSD", texts: [TEXT] }, "MIT-0"],
    ["its field", { licence: "Apache-2.0", classifiers: [BSD], texts: [TEXT] }, "Apache-2.0"],
    ["a name", { licence: "Apache License, Version 2.0", texts: [TEXT] }, "Apache-2.0"],
    ["a text in the field", { licence: `Copyright\n${TEXT}` }, "BSD-2-Clause"],
    ["a text", { classifiers: [BSD], texts: [`${TEXT}\nNeither the name …`] }, "BSD-3-Clause"],
    ["a classifier", { classifiers: ["License :: OSI Approved :: MIT License"] }, "MIT"],
    [
      "libraries in the wheel",
      { texts: [`${TEXT}\nName: L\nLicense: LGPL-2.1-or-later\nNeither the name …`] },
      "BSD-2-Clause AND LGPL-2.1-or-later",
    ],
    ["nothing", { licence: "UNKNOWN" }, undefined],
    ["a BSD licence of unknown clauses", { classifiers: [BSD] }, undefined],
  ])("goes by %s", (_, fields, licence) => {
    expect(licenceOf({ ...described, texts: [], ...fields })).toBe(licence);
  });
});

describe("the project", () => {
  const rows = licenceRows();

  test("ships and installs only what is allowed", () => {
    const ours = rows.filter(({ group }) => !group.includes("bench"));
    expect(ours.filter(({ licence }) => !isAllowed(licence))).toEqual([]);
  });

  test("knows the licences of npm's and Python's packages and of what is shipped", () => {
    const groups = ["shipped", "runtime", "optional", "development", "Python"];
    expect(rows.map(({ group }) => group)).toEqual(expect.arrayContaining(groups));
    expect(table(rows)).toMatch(/^\| shipped \| OFL-1\.1 \| Noto Sans/m);
  });

  test("says in the README which packages for users have a licence of more than a notice", () => {
    const isForUsers = ({ group }: { group: string }): boolean => /runtime|optional/.test(group);
    const found = rows.filter((row) => isForUsers(row) && /MPL|GPL|CC-BY/.test(row.licence ?? ""));
    const names = found.map(({ name }) => name.replace(/(resvg-js)-.*/, "$1"));
    expect([...new Set(names)].sort()).toEqual(["@resvg/resvg-js", "zeromq"]);
    const [, credit] = text("README.md").split("## Credit and licence");
    for (const name of names) expect(credit).toContain(`\`${name}\``);
  });

  test("has in NOTICES.md what `npm run licences -- --notices` writes", () => {
    expect(text("NOTICES.md")).toBe(notices());
  });

  test("names in the notices every file of src/ that is neither code nor text of its own", () => {
    const own = /\.(m?ts|json|md)$/;
    const texts = SHIPPED.map((shipped) => shipped.text);
    expect(sources.filter((path) => !own.test(path) && !texts.includes(path)).sort()).toEqual(
      SHIPPED.flatMap(({ files }) => files)
        .filter((path) => path.startsWith("src/"))
        .sort(),
    );
    expect(sources.filter((path) => path.startsWith("src/data/tables/"))).toHaveLength(4);
  });

  test.each(sources.filter((path) => /\/assembly\/\w+\.ts$/.test(path)))(
    "compiles %s to WebAssembly without code of AssemblyScript's library",
    (source) => {
      const folder = mkdtempSync(join(tmpdir(), "middle-layer-licences-"));
      const out = join(folder, "kernel.wat");
      const asc = inProject("node_modules", "assemblyscript", "bin", "asc.js");
      const options = ["--runtime", "stub", "--noAssert", "--importMemory", "--enable", "simd"];
      const args = [asc, source, ...options, "--debug", "--textFile", out];
      execFileSync(process.execPath, args, { cwd: inProject(), stdio: "pipe" });
      const functions = readFileSync(out, "utf8").match(/\(func \$[^ )]+/g) ?? [];
      rmSync(folder, { recursive: true });
      expect(functions.length).toBeGreaterThan(0);
      const [folderOfSource] = source.split(/\.ts$/);
      const others = functions.filter((name) => !name.startsWith(`(func $${folderOfSource}/`));
      expect(others).toEqual([]);
    },
  );
});
