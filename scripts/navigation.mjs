import { readFileSync, writeFileSync } from "node:fs";
import { readOptions } from "./lib/options.mjs";
import { runMain } from "./lib/run.mjs";
import { joined, LANGUAGES, navigation, pathOf, read, series } from "./lib/series.mjs";

const USAGE = `usage: npm run navigation

Writes the line of links below the title of each notebook, after one was added or has another title.`;

await runMain(async () => {
  readOptions({ usage: USAGE });
  for (const language of LANGUAGES) {
    const entries = series(language);
    for (const { name } of entries) {
      const old = joined(read(name, language).cells[0].source).split("\n")[2];
      const line = navigation(entries, name, language);
      if (old === line) continue;
      replaceLine(pathOf(name, language), old, line);
      console.log(`${language} ${name}: ${line}`);
    }
  }
  return 0;
});

/** In the text of the file, since to read and write it as JSON could change how its numbers look. @param {string[]} texts */
function replaceLine(...[path, old, line]) {
  const [from, to] = [old, line].map((text) => JSON.stringify(`${text}\n`));
  writeFileSync(
    path,
    readFileSync(path, "utf8").replace(from, () => to),
  );
}
