import { existsSync, writeSync } from "node:fs";
import { join } from "node:path";

// The program that Jupyter starts. It needs nothing but Node, so that it can say what is wrong when
// the rest of the kernel, or a package that this needs, is damaged.

/** Says in Jupyter's log, `log`, why the kernel cannot start and what mends it; returns that. */
function tell(error: unknown, log = 2): string {
  const reason = (error instanceof Error ? error.message : String(error)).trim().split("\n")[0];
  const text = `the kernel cannot start, since its files are damaged (${reason}): ${remedy()}`;
  writeSync(log, `middle-layer kernel: ${text}\n`);
  return text;
}

/** Says it in each cell that is run, too, where the kernel's own sockets are not there. */
async function giveUp(error: unknown, log = 2): Promise<void> {
  const text = tell(error, log);
  try {
    const { standIn } = await import("./stand-in.js");
    await standIn(process.argv.at(-1) ?? "", text);
  } catch {
    process.exit(1);
  }
}

function remedy(): string {
  const folder = join(import.meta.dirname, "..", "..");
  return existsSync(join(folder, "scripts", "start.mjs"))
    ? `run \`npm start\` in ${folder}, which repairs them, then restart the kernel.`
    : `run \`npx middle-layer kernel install\`, which says what is missing, or install the package again (it is in ${folder}); then restart the kernel.`;
}

// Until a cell can run there is nothing to interrupt; Node's own way would be to end.
process.on("SIGINT", () => {});
try {
  const { start } = await import("./kernel.js");
  start({ tell, giveUp });
} catch (error) {
  await giveUp(error);
}
