import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { jupyterEnvironment } from "../../scripts/lib/environment.mjs";
import { inProject, venvPython } from "../../scripts/lib/project.mjs";
import {
  joined,
  LANGUAGES,
  type Notebook,
  namesIn,
  pathOf,
  read,
} from "../../scripts/lib/series.mjs";
import { fixture } from "../fixtures.js";
import { builtKernel, TestJupyter } from "../kernel/jupyter.js";
import { python } from "../python.js";
import { codeCells, isEmpty, stdout } from "./notebook.js";

const ALL = LANGUAGES.flatMap((language) =>
  namesIn(language).map((name) => [name, language] as const),
);
// The code is the same in both languages: form.test.ts.
const ENGLISH = namesIn("en");

describe.each(ALL)("%s (%s)", (name, language) => {
  const notebook = read(name, language);
  const filled = codeCells(notebook).filter((cell) => !isEmpty(cell));

  test("is counted 1 … n, with an id of its own for each cell", () => {
    expect(filled.map((cell) => cell.execution_count)).toEqual(filled.map((_, i) => i + 1));
    expect(new Set(notebook.cells.map(({ id }) => id)).size).toBe(notebook.cells.length);
  });

  test("holds no path of a machine and no colour codes", () => {
    const text = JSON.stringify(notebook);
    expect(text).not.toContain(inProject());
    expect(text).not.toMatch(/\\u001b|file:\/\/|\/home\/|\/Users\//);
  });

  test("gives every chart as vega-lite, picture and text", () => {
    const shown = filled
      .flatMap((cell) => cell.outputs ?? [])
      .filter((o) => o.output_type === "display_data");
    expect(shown.length).toBeGreaterThan(0);
    for (const { data } of shown) {
      expect(Object.keys(data ?? {}).sort()).toEqual([
        "application/vnd.vegalite.v5+json",
        "image/png",
        "text/plain",
      ]);
    }
  });

  test("says something before each code cell", () => {
    const bare = notebook.cells.filter(
      ({ cell_type }, i) => cell_type === "code" && notebook.cells[i - 1]?.cell_type !== "markdown",
    );
    expect(bare.map(({ id }) => id)).toEqual([]);
  });
});

describe.each(LANGUAGES)("01-middle-layer (%s)", (language) => {
  const cells = codeCells(read("01-middle-layer", language));
  const article = fixture<{ stdout: Record<string, string> }>("article");

  test.each(Object.entries(article.stdout))("%s prints the article's text", (label, text) => {
    expect(stdout(cells.find((c) => `In[${c.execution_count}]` === label))).toBe(text);
  });
});

describe("scripts/notebooks.py", () => {
  const folder = mkdtempSync(join(tmpdir(), "middle-layer-notebook-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Notebook 01 with only its first code cell, of which the source is `source`, and an exercise. */
  function write(source: string, exercise = ""): string {
    const notebook = read("01-middle-layer", "en");
    const cell = { ...codeCells(notebook)[0], source, outputs: [] };
    const task = { cell_type: "markdown", id: "exercise-1", metadata: {}, source: exercise };
    const file = join(folder, "changed.ipynb");
    writeFileSync(file, JSON.stringify({ ...notebook, cells: [cell, task] }));
    return file;
  }

  test("--check fails where the output is another", async () => {
    const { code, output } = await python("scripts/notebooks.py", [
      "--check",
      write("console.log(1)"),
    ]);
    expect(output).toMatch(/cell imports differs: run `npm run notebooks`/);
    expect(code).toBe(1);
  });

  const answer = (text: string) => `Why?\n\n\`\`\`ts\nconsole.log(a + 1);\n\`\`\`\n\n${text}Done.`;
  const block = (text: string) => `\`\`\`text\n${text}\n\`\`\`\n\n`;

  test.each([
    ["another text", block("3")],
    ["no text", ""],
  ])("--check fails where an answer to an exercise has %s", async (_, text) => {
    const file = write("const a = 1;", answer(text));
    const { output } = await python("scripts/notebooks.py", ["--check", file]);
    expect(output).toMatch(/the answer of exercise-1 differs[\s\S]*fresh: '2\\n'/);
  });

  test("runs answers after the notebook, and writes what they print", async () => {
    const file = write("const a = 1;", answer(block("3")));
    await python("scripts/notebooks.py", [file]);
    const { cells } = JSON.parse(readFileSync(file, "utf8")) as Notebook;
    expect(cells).toHaveLength(2);
    expect(joined(cells[1].source)).toBe(answer(block("2")));
    const { code } = await python("scripts/notebooks.py", ["--check", file]);
    expect(code).toBe(0);
  });

  test("fails where a cell throws, and leaves the file as it was", async () => {
    const file = write('throw new Error("on purpose")');
    const before = readFileSync(file, "utf8");
    const { code, output } = await python("scripts/notebooks.py", [file]);
    expect(output).toContain("on purpose");
    expect(code).toBe(1);
    expect(readFileSync(file, "utf8")).toBe(before);
  });
});

describe("the project's kernel", () => {
  // The English ones: below, where types are checked more strictly; each is run in JupyterLab, too.
  test.each(namesIn("ja"))("runs %s (ja), with its answers, to the same outputs", async (name) => {
    const args = ["--check", pathOf(name, "ja")];
    const { code, output } = await python("scripts/notebooks.py", args);
    expect(output).toBe(`${name}.ipynb … equal\n`);
    expect(code).toBe(0);
  });
});

describe("the kernel that `tslab install` makes", () => {
  const prefix = mkdtempSync(join(tmpdir(), "middle-layer-tslab-"));
  const kernels = join(prefix, "share", "jupyter", "kernels");
  const env = {
    JUPYTER_PATH: join(prefix, "share", "jupyter"),
    // The kernel that it makes is started as `tslab`, by the path.
    PATH: [inProject("node_modules", ".bin"), process.env.PATH].join(delimiter),
  };
  afterAll(() => rmSync(prefix, { recursive: true, force: true }));

  beforeAll(() => {
    const tslab = inProject("node_modules", "tslab", "bin", "tslab");
    execFileSync(process.execPath, [tslab, "install", "--python", venvPython, "--prefix", prefix]);
  });

  test("is the one that is found", () => {
    const list = [venvPython, "-m", "jupyter", "kernelspec", "list", "--json"] as const;
    const options = { env: { ...jupyterEnvironment(), ...env }, encoding: "utf8" } as const;
    const { kernelspecs } = JSON.parse(execFileSync(list[0], list.slice(1), options));
    expect(kernelspecs.tslab.resource_dir).toBe(join(kernels, "tslab"));
    expect(kernelspecs.tslab.spec.argv[0]).toBe("tslab");
  });

  test.each(ENGLISH)("runs %s to the same outputs", async (name) => {
    const args = ["--check", pathOf(name, "en")];
    const { output } = await python("scripts/notebooks.py", args, env);
    expect(output).toBe(`${name}.ipynb … equal\n`);
  });
});

describe("the project's kernel with whole strict types", () => {
  const jupyter = new TestJupyter();
  afterAll(() => jupyter.remove());
  beforeAll(() => jupyter.install("strict", builtKernel({ strict: true })));

  test.each(ENGLISH)(
    "runs %s, with its answers, to the same outputs without a word",
    async (name) => {
      const args = ["--check", "--kernel", "strict", pathOf(name, "en")];
      const { output } = await python("scripts/notebooks.py", args, {
        JUPYTER_PATH: jupyter.folder,
      });
      expect(output).toBe(`${name}.ipynb … equal\n`);
    },
  );
});
