import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { inProject } from "../../scripts/lib/project.mjs";
import { checkText, inLanguage, type Language, language } from "../../src/charts/language.js";

afterEach(() => {
  language("en");
});

const both = { en: "error", ja: "誤差" };

test("is English, until it is set", () => {
  expect([language(), inLanguage(both)]).toEqual(["en", "error"]);
  expect([language("ja"), inLanguage(both), language()]).toEqual(["ja", "誤差", "ja"]);
  expect(inLanguage("same")).toBe("same");
});

test("is Japanese in a folder of that name", () => {
  const folder = mkdtempSync(join(tmpdir(), "language-"));
  const said = ["ja", "japan", "ja/more"].map((name) => {
    const cwd = join(folder, name);
    mkdirSync(cwd, { recursive: true });
    const code = `import { language } from ${JSON.stringify(inProject("dist", "index.js"))};
      console.log(language());`;
    return execFileSync(process.execPath, ["--input-type=module", "-e", code], { cwd }).toString();
  });
  expect(said).toEqual(["ja\n", "en\n", "en\n"]);
});

test("refuses another language and other texts", () => {
  expect(() => language("fr" as Language)).toThrow(
    new RangeError('language: expected "en" or "ja", got "fr" (string)'),
  );
  for (const text of [1, null, {}, { en: "a" }, { en: "a", ja: 1 }]) {
    expect(() => checkText("call", "title", text)).toThrow(TypeError);
  }
  expect(() => checkText("call", "title", 1)).toThrow(
    "call: expected title to be a string, or { en, ja } of strings, got 1",
  );
});
