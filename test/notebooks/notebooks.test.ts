import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { jupyterEnvironment } from "../../scripts/lib/environment.mjs";
import { inProject, venvPython } from "../../scripts/lib/project.mjs";
import { fixture } from "../fixtures.js";
import { builtKernel, TestJupyter } from "../kernel/jupyter.js";
import { python } from "../python.js";

const NOTEBOOKS = readdirSync(inProject("notebooks")).filter((name) => name.endsWith(".ipynb"));

interface Output {
  output_type: string;
  name?: string;
  text?: string | string[];
  data?: Record<string, unknown>;
}

interface Cell {
  id: string;
  cell_type: "code" | "markdown";
  source: string | string[];
  execution_count?: number;
  outputs?: Output[];
}

interface Notebook {
  cells: Cell[];
  metadata: Record<string, unknown>;
}

function read(name: string): Notebook {
  return JSON.parse(readFileSync(inProject("notebooks", name), "utf8")) as Notebook;
}

const joined = (text: string | string[] = ""): string => [text].flat().join("");
const codeCells = ({ cells }: Notebook): Cell[] => cells.filter((c) => c.cell_type === "code");

function stdout(cell: Cell | undefined): string {
  const streams = cell?.outputs?.filter((output) => output.name === "stdout") ?? [];
  return streams.map(({ text }) => joined(text)).join("");
}

describe.each(NOTEBOOKS)("%s", (name) => {
  const notebook = read(name);
  const code = codeCells(notebook);

  test("is as a fresh run in the project's kernel leaves it", async () => {
    const { code, output } = await python("scripts/notebooks.py", ["--check", pathOf(name)]);
    expect(output).toBe(`${name} … equal\n`);
    expect(code).toBe(0);
  });

  test("is counted 1 … n, with an id of its own for each cell", () => {
    expect(code.map((cell) => cell.execution_count)).toEqual(code.map((_, i) => i + 1));
    expect(new Set(notebook.cells.map(({ id }) => id)).size).toBe(notebook.cells.length);
  });

  test("holds no path of a machine and no colour codes", () => {
    const text = JSON.stringify(notebook);
    expect(text).not.toContain(inProject());
    expect(text).not.toMatch(/\\u001b|file:\/\/|\/home\/|\/Users\//);
  });

  test("gives every chart as vega-lite, picture and text", () => {
    const shown = code
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

describe("01-middle-layer.ipynb", () => {
  const article = fixture<{ stdout: Record<string, string> }>("article");

  test.each(Object.entries(article.stdout))("%s prints the article's text", (label, text) => {
    const cell = codeCells(read("01-middle-layer.ipynb")).find(
      (c) => `In[${c.execution_count}]` === label,
    );
    expect(stdout(cell)).toBe(text);
  });
});

describe("scripts/notebooks.py", () => {
  const folder = mkdtempSync(join(tmpdir(), "middle-layer-notebook-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Notebook 01 with only its first code cell, of which the source is `source`. */
  function write(source: string): string {
    const notebook = read("01-middle-layer.ipynb");
    const cell = { ...codeCells(notebook)[0], source, outputs: [] };
    const file = join(folder, "changed.ipynb");
    writeFileSync(file, JSON.stringify({ ...notebook, cells: [cell] }));
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

  test("fails where a cell throws, and leaves the file as it was", async () => {
    const file = write('throw new Error("on purpose")');
    const before = readFileSync(file, "utf8");
    const { code, output } = await python("scripts/notebooks.py", [file]);
    expect(output).toContain("on purpose");
    expect(code).toBe(1);
    expect(readFileSync(file, "utf8")).toBe(before);
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

  test.each(NOTEBOOKS)("runs %s to the same outputs", async (name) => {
    const { output } = await python("scripts/notebooks.py", ["--check", pathOf(name)], env);
    expect(output).toBe(`${name} … equal\n`);
  });
});

describe("the project's kernel with whole strict types", () => {
  const jupyter = new TestJupyter();
  afterAll(() => jupyter.remove());
  beforeAll(() => jupyter.install("strict", builtKernel({ strict: true })));

  test.each(NOTEBOOKS)("runs %s without a word", async (name) => {
    const args = ["--check", "--kernel", "strict", pathOf(name)];
    const { output } = await python("scripts/notebooks.py", args, {
      JUPYTER_PATH: jupyter.folder,
    });
    expect(output).toBe(`${name} … equal\n`);
  });
});

function pathOf(name: string): string {
  return inProject("notebooks", name);
}
