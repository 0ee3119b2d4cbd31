import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { jupyterEnvironment } from "../scripts/lib/environment.mjs";
import { readersLanguage } from "../scripts/lib/language.mjs";
import { inProject } from "../scripts/lib/project.mjs";

test.each([
  [{ LANG: "ja_JP.UTF-8" }, "ja"],
  [{ LANG: "ja" }, "ja"],
  [{ LANG: "ja-JP" }, "ja"],
  [{ LANG: "ja.eucJP" }, "ja"],
  [{ LANG: "jam_JM.UTF-8" }, "jam"],
  [{ LANG: "fil_PH" }, "fil"],
  [{ LANG: "de_DE@euro" }, "de"],
  [{ LANG: "C.UTF-8" }, "en"],
  [{ LANG: "POSIX" }, "en"],
  [{ LANG: "en_US.UTF-8", LC_MESSAGES: "ja_JP.UTF-8" }, "ja"],
  [{ LANG: "ja_JP.UTF-8", LC_MESSAGES: "en_US.UTF-8" }, "en"],
  [{ LANG: "ja_JP.UTF-8", LC_ALL: "C" }, "en"],
  [{ LANG: "en_US.UTF-8", LC_ALL: "ja_JP.UTF-8" }, "ja"],
  [{ LANG: "ja_JP.UTF-8", LC_ALL: "", LC_MESSAGES: "" }, "ja"],
  [{ LANG: "en_US.UTF-8", LC_CTYPE: "ja_JP.UTF-8" }, "en"],
  [{ LANG: "en_US.UTF-8", LANGUAGE: "ja:en" }, "ja"],
  [{ LANG: "ja_JP.UTF-8", LANGUAGE: "en_GB:en" }, "en"],
  [{ LANG: "C", LANGUAGE: "ja" }, "en"],
  [{ LC_ALL: "C.UTF-8", LANG: "ja_JP.UTF-8", LANGUAGE: "ja" }, "en"],
  [{ LANG: "ja_JP.UTF-8", LANGUAGE: "" }, "ja"],
  [{ LANG: "?" }, "en"],
])("the reader's language is told by %j", (variables, language) => {
  expect(readersLanguage(variables as unknown as NodeJS.ProcessEnv)).toBe(language);
});

test("without a variable the system tells the reader's language", () => {
  expect(readersLanguage({})).toMatch(/^[a-z]{2,3}$/);
});

test.each([
  ["ja", "ja_JP"],
  ["en", "en"],
])("JupyterLab is first shown in %s", (language, locale) => {
  const before = process.env.LC_ALL;
  process.env.LC_ALL = `${language}.UTF-8`;
  const folder = jupyterEnvironment().JUPYTER_CONFIG_PATH as string;
  if (before === undefined) delete process.env.LC_ALL;
  else process.env.LC_ALL = before;
  expect(folder).toBe(inProject("scripts", "jupyter", language));
  const file = `${folder}/labconfig/default_setting_overrides.json`;
  expect(existsSync(file)).toBe(true);
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({
    "@jupyterlab/translation-extension:plugin": { locale },
  });
});
