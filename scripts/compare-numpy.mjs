import { existsSync, readdirSync } from "node:fs";
import { parseArgs } from "node:util";
import { Failure } from "./lib/failure.mjs";
import { inProject } from "./lib/project.mjs";
import { runMain } from "./lib/run.mjs";

// Compares this package with the NumPy in .venv on random cases: a part is a module in compare/ whose
// `compare({ count, seed })` prints what it found and gives the number of differences.
const PARTS = readdirSync(inProject("scripts", "compare"))
  .filter((file) => file.endsWith(".mjs"))
  .map((file) => file.slice(0, -".mjs".length));

const USAGE = `node scripts/compare-numpy.mjs ${PARTS.join("|")} [--count 1000000] [--seed N]`;

await runMain(async () => {
  const { part, count, seed } = options();
  if (!existsSync(inProject("dist", "index.js"))) {
    throw new Failure("the package is not built: npm run build");
  }
  console.log(`${part}: ${count} cases, --seed ${seed}`);
  const { compare } = await import(`./compare/${part}.mjs`);
  return (await compare({ count, seed })) === 0 ? 0 : 1;
});

function options() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { count: { type: "string" }, seed: { type: "string" } },
    });
    const [part, ...others] = positionals;
    const count = Number(values.count ?? 1_000_000);
    const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 32));
    const isSeed = Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32;
    if (
      PARTS.includes(part) &&
      others.length === 0 &&
      Number.isInteger(count) &&
      count > 0 &&
      isSeed
    )
      return { part, count, seed };
  } catch {
    // An option that there is not.
  }
  throw new Failure(`usage: ${USAGE}`);
}
