import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { inProject } from "../scripts/lib/project.mjs";

interface LockedPackage {
  readonly link?: true;
  readonly resolved?: string;
  readonly integrity?: string;
}

const text = (path: string): string => readFileSync(inProject(path), "utf8");

/** The requirements of a file of pip's, each on one line, without comments. */
function requirements(path: string): string[] {
  const lines = text(path).replaceAll("\\\n", "").split("\n");
  return lines.filter((line) => line.trim() !== "" && !line.trimStart().startsWith("#"));
}

/** `six==1.17.0` of a requirement, in the spelling that pip compares by. */
const pin = (requirement: string): string =>
  /^[^\s;]*/.exec(requirement)?.[0].toLowerCase().replaceAll("_", "-") ?? "";

describe.each(["package-lock.json", "bench/package-lock.json"])("%s", (path) => {
  const packages: [string, LockedPackage][] = Object.entries(JSON.parse(text(path)).packages);
  const fetched = packages.filter(([name, { link }]) => name !== "" && !link);

  test("has a hash of each package", () => {
    expect(fetched.length).toBeGreaterThan(10);
    const others = fetched.filter(([, { integrity = "" }]) => !/^sha512-\S{88}$/.test(integrity));
    expect(others).toEqual([]);
  });

  test("has no addresses but npm's own", () => {
    const home = "https://registry.npmjs.org/";
    const others = fetched.filter(([, { resolved = home }]) => !resolved.startsWith(home));
    expect(others).toEqual([]);
    expect(text(path).match(/https?:\/\/(?!registry\.npmjs\.org\/)\S+\.tgz/g)).toBeNull();
  });
});

describe.each(["scripts", "scripts/try", "bench"])("%s/requirements.txt", (folder) => {
  const pinned = requirements(`${folder}/requirements.txt`);

  test("pins each package to a version and to hashes, and names no index", () => {
    const hashed = /^[\w.-]+==[\w.]+( ; [^\\]+?)?(\s+--hash=sha256:[0-9a-f]{64})+$/;
    expect(pinned.length).toBeGreaterThan(3);
    expect(pinned.filter((requirement) => !hashed.test(requirement.trim()))).toEqual([]);
  });

  test("was made from requirements.in as it is", () => {
    const asked = requirements(`${folder}/requirements.in`).map(pin);
    expect(pinned.map(pin)).toEqual(expect.arrayContaining(asked));
  });
});

describe(".github/workflows/pages.yml", () => {
  const workflow = text(".github/workflows/pages.yml");

  test("publishes what npm run site writes", () => {
    expect(workflow).toMatch(/^ {6}- run: npm run site$/m);
    expect(workflow).toMatch(/upload-pages-artifact@v\d+\n\s+with:\n\s+path: site\/$/m);
  });

  test("may read the sources and write the pages, and nothing else", () => {
    expect(workflow.match(/^permissions:\n( {2}.*\n)+/gm)).toEqual([
      "permissions:\n  contents: read\n  pages: write\n  id-token: write\n",
    ]);
    expect(workflow).not.toMatch(/secrets\./);
  });
});

describe(".github/workflows/test.yml", () => {
  const workflow = text(".github/workflows/test.yml");

  test("runs npm test, with the oldest Node and Python that the project asks for", () => {
    const { engines } = JSON.parse(text("package.json"));
    expect(workflow).toMatch(/^ {6}- run: npm test$/m);
    expect(workflow).toContain(`node: ["${/\d+/.exec(engines.node)?.[0]}", `);
    expect(workflow).toContain('python: "3.10"');
  });

  test("may read the sources and nothing else", () => {
    expect(workflow.match(/^ *permissions:\n(.*\n)/gm)).toEqual([
      "permissions:\n  contents: read\n",
    ]);
    expect(workflow).not.toMatch(/: write|secrets\./);
  });
});
