import { Failure } from "./lib/failure.mjs";
import { readOptions } from "./lib/options.mjs";
import { runMain } from "./lib/run.mjs";
import { LANGUAGES, namesIn, read } from "./lib/series.mjs";
import { story } from "./lib/story.mjs";

const USAGE = `usage: npm run story [-- [--ja] NAME ...]

Prints notebooks as they are told without code, sight and scripts: prose, printed text, and of each chart
the sentence that stands for it. NAME is the beginning of a name, such as 01; without one, all.

  --ja  the Japanese ones`;

await runMain(async () => {
  const { values, positionals } = readOptions({
    usage: USAGE,
    options: { ja: { type: "boolean" } },
    allowPositionals: true,
  });
  const language = LANGUAGES[values.ja ? 1 : 0];
  const names = namesIn(language);
  for (const start of positionals.length > 0 ? positionals : [""]) {
    const wanted = names.filter((name) => name.startsWith(start));
    if (wanted.length === 0) throw new Failure(`${start}: there is no such notebook`);
    for (const name of wanted) console.log(story(read(name, language)));
  }
  return 0;
});
