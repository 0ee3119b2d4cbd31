#!/usr/bin/env node
import { parseArgs } from "node:util";
import { installKernel, type Place, uninstallKernel } from "./install.js";
import { checkNeeded } from "./needed.js";

const USAGE = `usage: middle-layer kernel install [where] [--strict]
       middle-layer kernel uninstall [where]

Puts the kernel "TypeScript (tslab)" into a Jupyter, or takes it away again.

where:
  --user        Jupyter of this user (default)
  --sys-prefix  Jupyter of the python3 on the PATH, as in an activated virtual environment
  --prefix P    Jupyter below the folder P

  --strict      refuse all that strict types forbid; else what tslab lets run is only warned of
`;

/** Runs the command line; returns the exit status. */
function run(args: string[]): number {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      user: { type: "boolean", default: false },
      "sys-prefix": { type: "boolean", default: false },
      prefix: { type: "string" },
      strict: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const places: Place[] = [];
  if (values.user) places.push("user");
  if (values["sys-prefix"]) places.push("sys-prefix");
  if (values.prefix !== undefined) places.push({ prefix: values.prefix });
  const [place = "user", ...more] = places;
  if (more.length > 0) throw new Error("expected one of --user, --sys-prefix, --prefix");
  const command = positionals.join(" ");
  if (command === "kernel install") return install(place, values.strict);
  if (command === "kernel uninstall") return uninstall(place);
  throw new Error(`expected "kernel install" or "kernel uninstall", got "${command}"\n\n${USAGE}`);
}

function install(place: Place, strict: boolean): number {
  checkNeeded();
  const { folder, replaced } = installKernel(place, { strict });
  if (replaced === "another kernel") console.log(`Replacing the kernel in ${folder}`);
  console.log(`Installed the kernel "TypeScript (tslab)" in ${folder}`);
  return 0;
}

function uninstall(place: Place): number {
  const { folder, found } = uninstallKernel(place);
  if (found === "this kernel") {
    console.log(`Removed ${folder}`);
    return 0;
  }
  const reason = found === "nothing" ? "there is no kernel" : "another kernel, left alone, is";
  console.error(`middle-layer: ${reason} in ${folder}`);
  return 1;
}

try {
  process.exitCode = run(process.argv.slice(2));
} catch (error) {
  console.error(`middle-layer: ${(error as Error).message}`);
  process.exitCode = 2;
}
