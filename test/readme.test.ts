import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { inProject } from "../scripts/lib/project.mjs";

const README = readFileSync(inProject("README.md"), "utf8");
const blocks = [...README.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code);

/** The lines behind `// ` that follow a line with console.log: what it prints. */
function promised(code: string): string {
  const comments = code.split("\n").filter((line) => line.startsWith("// "));
  return comments.map((line) => line.slice(3)).join("\n");
}

describe("the code in the README", () => {
  const printed: string[] = [];
  const shown: string[] = [];

  beforeAll(async () => {
    // One after the other, as a reader would paste them.
    const options = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
    const { outputText } = ts.transpileModule(blocks.join("\n"), { compilerOptions: options });
    const run = new Function(
      "require",
      "exports",
      "console",
      `return (async () => {${outputText}})()`,
    );
    const console = { log: (...values: unknown[]) => printed.push(values.join(" ")) };
    // Outside a notebook display prints what is seen, by the real console.
    vi.spyOn(globalThis.console, "log").mockImplementation((text) => shown.push(text));
    await run(createRequire(inProject("package.json")), {}, console);
  });

  afterAll(() => vi.restoreAllMocks());

  test("prints what its comments say", () => {
    expect(printed.join("\n")).toBe(promised(blocks.join("\n")));
  });

  test("shows charts of something", () => {
    expect(shown).toHaveLength(11);
    expect(shown.join("\n")).not.toMatch(/NaN|nothing has changed/);
  });
});

describe("the picture in the README", () => {
  test("is the chart that notebook 01 shows", () => {
    const { cells } = JSON.parse(
      readFileSync(inProject("notebooks", "01-middle-layer.ipynb"), "utf8"),
    ) as { cells: { id: string; outputs: { data: Record<string, string | string[]> }[] }[] };
    const png = cells.find(({ id }) => id === "picture")?.outputs[0].data["image/png"];
    const picture = readFileSync(inProject("notebooks", "images", "layer.png"));
    expect([png].flat().join("").replaceAll("\n", "")).toBe(picture.toString("base64"));
  });
});
