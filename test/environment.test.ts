import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { inProject } from "../scripts/lib/project.mjs";

const text = (name: string): string => readFileSync(inProject(name), "utf8");
const { dependencies, peerDependencies, engines } = JSON.parse(text("package.json"));
const { packages: locked } = JSON.parse(text("package-lock.json"));

/** The rows of the Markdown table that follows the line `heading` in environment.md. */
function rows(heading: string): string[][] {
  const section = text("environment.md").split(`${heading}\n`)[1] ?? "";
  const lines = section
    .slice(section.indexOf("\n|"))
    .trim()
    .split(/\n(?!\|)/)[0]
    .split("\n");
  return lines.slice(2).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** The version to which npm or pip is held. */
function pinned(name: string): string | undefined {
  const pip = new RegExp(`^${name}==(\\S+)`, "gm");
  const lists = text("scripts/requirements.txt") + text("scripts/try/requirements.txt");
  return locked[`node_modules/${name}`]?.version ?? [...lists.matchAll(pip)].at(-1)?.[1];
}

describe("environment.md", () => {
  test.each(rows("### Versions").map(([name, version]) => [name, version]))(
    "says the version of %s that is pinned",
    (name, version) => {
      expect(version).toBe(pinned(name));
    },
  );

  test("names every dependency", () => {
    const named = rows("### Versions").map(([name]) => name);
    expect(named).toEqual(
      expect.arrayContaining(Object.keys({ ...dependencies, ...peerDependencies })),
    );
  });

  test("says which Node and Python the scripts ask for", () => {
    const [node, python] = rows("## What must be there").map(([, version]) =>
      version.replace("≥ ", ""),
    );
    expect(engines.node).toBe(`>=${node}`);
    expect(text("scripts/lib/node.mjs")).toContain(`OLDEST = [${node.replace(".", ", ")}]`);
    expect(text("scripts/lib/python.mjs")).toContain(`OLDEST = [${python.replace(".", ", ")}]`);
  });

  test("names the TypeScript that tslab brings", () => {
    const { version } = JSON.parse(text("node_modules/@tslab/typescript-for-tslab/package.json"));
    expect(text("environment.md")).toContain(`its own TypeScript ${version}`);
  });
});
