import { writeFileSync } from "node:fs";
import { Failure } from "./lib/failure.mjs";
import { inProject } from "./lib/project.mjs";
import { runMain } from "./lib/run.mjs";
import { setup } from "./lib/setup.mjs";

// Lists the licence of all that the package holds and the project installs, and fails where there is
// none, or one that nobody has allowed (lib/licences/expression.mjs).
//   --json     prints the rows as JSON
//   --notices  writes NOTICES.md anew
const OPTIONS = ["--json", "--notices"];

await runMain(async () => {
  const args = process.argv.slice(2);
  const unknown = args.find((arg) => !OPTIONS.includes(arg));
  if (unknown) throw new Failure(`expected ${OPTIONS.join(" or ")}, got ${unknown}`);
  await setup();
  // Not before: they need a package that is set up.
  const { isAllowed } = await import("./lib/licences/expression.mjs");
  const { licenceRows, table } = await import("./lib/licences/rows.mjs");
  const { notices } = await import("./lib/licences/shipped.mjs");
  const rows = licenceRows();
  if (args.includes("--notices")) writeFileSync(inProject("NOTICES.md"), notices());
  console.log(args.includes("--json") ? JSON.stringify(rows, null, 2) : table(rows));
  // What a comparison is made with is not refused: PyTorch brings packages of NVIDIA's own licence.
  const others = rows.filter(
    ({ group, licence }) => !group.includes("bench") && !isAllowed(licence),
  );
  for (const { group, name, version = "", licence = "none" } of others) {
    console.error(`middle-layer: ${group}: ${name} ${version}: licence not allowed: ${licence}`);
  }
  return others.length === 0 ? 0 : 1;
});
