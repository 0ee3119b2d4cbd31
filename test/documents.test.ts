import { execFileSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import ts from "typescript";
import { afterEach, describe, expect, test, vi } from "vitest";
import { inProject } from "../scripts/lib/project.mjs";
import {
  anchorsOf,
  blocksOf,
  DOCUMENTS,
  linksOf,
  pages,
  proseOf,
  target,
  text,
} from "./documents.js";

const { scripts } = JSON.parse(text("package.json")) as { scripts: Record<string, string> };

/** The documents whose code is run here, each from top to bottom; the notebooks have tests of their own. */
const RUN = DOCUMENTS.filter((path) =>
  blocksOf(text(path)).some(({ language }) => language === "ts"),
);

/** The lines behind `// ` that follow a line with console.log: what it prints. */
function promised(code: string): string {
  const comments = code.split("\n").filter((line) => line.startsWith("// "));
  return comments.map((line) => line.slice(3)).join("\n");
}

describe.each(RUN)("the code of %s", (path) => {
  const code = blocksOf(text(path))
    .filter(({ language }) => language === "ts")
    .map((block) => block.code)
    .join("\n");

  afterEach(() => vi.restoreAllMocks());

  test("runs, prints what its comments say, and shows charts of something", async () => {
    // One after the other, as a reader would paste them.
    const options = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
    const { outputText } = ts.transpileModule(code, { compilerOptions: options });
    const body = `return (async () => {${outputText}})()`;
    const run = new Function("require", "exports", "console", body);
    const printed: string[] = [];
    const shown: string[] = [];
    const console = { log: (...values: unknown[]) => printed.push(values.join(" ")) };
    // Outside a notebook display prints what is seen, by the real console.
    vi.spyOn(globalThis.console, "log").mockImplementation((text) => shown.push(text));
    await run(createRequire(inProject("package.json")), {}, console);
    expect(printed.join("\n")).toBe(promised(code));
    expect(shown.length).toBeGreaterThanOrEqual((code.match(/await display\(/g) ?? []).length);
    expect(shown.join("\n")).not.toMatch(/NaN|nothing has changed/);
  });
});

test("charts.md shows every kind of chart", async () => {
  const names = Object.keys(await import("../src/index.js")).filter((name) => /Chart$/.test(name));
  const shown = text("docs/charts.md");
  expect(names.filter((name) => name !== "Chart" && !shown.includes(`${name}(`))).toEqual([]);
});

/** Programs that a command line may begin with, and whether they are of the project or of Python. */
const PROGRAMS = /^(npm|npx|node|git|jupyter|tslab|python3?|pip|sudo|\.venv\/bin\/\w+)$/;

/** What is wrong with a command line, or undefined. */
function faultOf(line: string): string | undefined {
  const [program = "", ...args] = line
    .replace(/\s+#.*$/, "")
    .trim()
    .split(/\s+/);
  if (!PROGRAMS.test(program)) return `${line}: the program ${program}`;
  if (program === "npm") {
    const [first = "", second = ""] = args;
    const script = first === "run" ? second : first;
    if (/^(ci|install|config|pack)$/.test(first)) return undefined;
    return script in scripts ? undefined : `${line}: no script ${script}`;
  }
  const file = args.find((arg) => /^(scripts|test|bench|notebooks)\//.test(arg));
  return file === undefined || existsSync(inProject(file)) ? undefined : `${line}: no file ${file}`;
}

describe.each(DOCUMENTS)("%s", (path) => {
  const markdown = text(path);

  test("has blocks of code of known languages", () => {
    const known = ["ts", "sh", "python", "bibtex", "text"];
    expect(blocksOf(markdown).filter(({ language }) => !known.includes(language))).toEqual([]);
  });

  test("names commands that are there", () => {
    const shell = blocksOf(markdown).filter(({ language }) => language === "sh");
    const lines = shell
      .flatMap(({ code }) => code.split("\n"))
      .filter((line) => line.trim() !== "");
    const inline = [
      ...proseOf(markdown).matchAll(/`((?:npm (?:run|start|test|install|ci)\b|node )[^`]*)`/g),
    ].map(([, line]) => line);
    const commands = [...lines, ...inline] as string[];
    expect(commands.map(faultOf).filter((fault) => fault !== undefined)).toEqual([]);
  });

  // Of what is tried, some options are wrong on purpose.
  test.skipIf(path === "test/README.md")("gives commands the options that they have", () => {
    const [start, notebooks] = ["start", "notebooks"].map((name) =>
      execFileSync(process.execPath, [inProject("scripts", `${name}.mjs`), "--help"], {
        encoding: "utf8",
      }),
    );
    const used = [...markdown.matchAll(/npm (start|run notebooks) -- ((?:--[\w-]+ ?)+)/g)];
    for (const [, command, options = ""] of used) {
      const usage = command === "start" ? start : notebooks;
      for (const option of options.trim().split(/\s+/)) expect(usage).toContain(option);
    }
  });
});

describe.each(pages().map(({ path, markdown }) => ({ path, markdown })))(
  "the links of $path",
  ({ path, markdown }) => {
    const links = linksOf(markdown);
    const isOutside = (link: string): boolean => /^[a-z]+:/.test(link);

    test("lead to files and headings that are there", () => {
      const broken = links
        .filter((link) => !isOutside(link))
        .filter((link) => {
          const { path: to, anchor } = target(path, link);
          if (to.startsWith("..") || !existsSync(inProject(to))) return true;
          if (anchor === "") return false;
          return statSync(inProject(to)).isDirectory() || !anchorsOf(text(to)).includes(anchor);
        });
      expect(broken).toEqual([]);
    });

    test("lead outside to an address", () => {
      const outside = links.filter(isOutside);
      expect(
        outside.filter((link) => !/^https?:\/\/[\w.-]+\.[a-z]{2,}(\/\S*)?$/.test(link)),
      ).toEqual([]);
    });
  },
);

test("links and anchors are found as GitHub finds them", () => {
  const markdown =
    "# A *b*, `c` 中間層！\n[a](x.md#b) `[n](o)`\n```ts\n# no\n[no](no)\n```\n## A\n## A\n![p](p.png) <https://x.yz>";
  expect(linksOf(markdown)).toEqual(["x.md#b", "p.png", "https://x.yz"]);
  expect(anchorsOf(markdown)).toEqual(["a-b-c-中間層", "a", "a-1"]);
  expect(faultOf("npm run nothing")).toContain("no script nothing");
  expect(faultOf("node scripts/nothing.mjs")).toContain("no file");
  expect(faultOf("rm -r x")).toContain("the program rm");
});
