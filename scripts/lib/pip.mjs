import { devNull } from "node:os";
import { pythonEnvironment } from "./environment.mjs";
import { run } from "./run.mjs";

// The settings of pip that count: where the packages come from, and how they are reached. All others
// (user, target, prefix, no-deps, dry-run, constraint, …) would change what is installed, or where.
const NETWORK =
  /^(index-url|extra-index-url|find-links|no-index|trusted-host|proxy|cert|client-cert|timeout|default-timeout|retries|cache-dir|no-cache-dir|keyring-provider|use-feature|use-deprecated)$/;

/**
 * The environment for `pip install`, with those settings of the user's files and variables.
 *
 * @param {string} python
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
export async function pipEnvironment(python) {
  const { output } = await run([python, "-I", "-m", "pip", "config", "list"], {
    quiet: true,
    env: pythonEnvironment(),
  });
  return {
    ...pythonEnvironment((name) => !/^PIP_/i.test(name)),
    PIP_CONFIG_FILE: devNull,
    ...settings(output),
  };
}

/** What counts of the lines `section.name='value'`, as variables. @param {string} list */
function settings(list) {
  const lines = [...list.matchAll(/^(global|install|:env:)\.([\w-]+)=(['"])(.*)\3\r?$/gm)];
  // The later ones count, as in pip.
  const order = ["global", "install", ":env:"];
  lines.sort(([, a], [, b]) => order.indexOf(a) - order.indexOf(b));
  return Object.fromEntries(
    lines
      .filter(([, , name]) => NETWORK.test(name))
      .map(([, , name, , text]) => [variable(name), unquoted(text)]),
  );
}

/** @param {string} name */
const variable = (name) => `PIP_${name.toUpperCase().replaceAll("-", "_")}`;

/** The text of which Python's `repr` is `text` within quotes. @param {string} text */
const unquoted = (text) =>
  text.replace(/\\(.)/g, (_, c) => ({ n: " ", t: " ", r: " " })[String(c)] ?? c);
