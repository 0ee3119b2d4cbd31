import { join } from "node:path";
import {
  becomes,
  begin,
  beginStart,
  freePort,
  madeGround,
  processesIn,
  remove,
  signal,
  works,
} from "./machine.mjs";

// JupyterLab with a kernel, and the end of what has started it.

/** @type {[string, string, (npm: number, node: number) => void][]} */
const ENDS = [
  ["npm-term", "SIGTERM to npm alone", (npm) => signal(npm, "SIGTERM")],
  ["npm-hup", "SIGHUP to npm alone", (npm) => signal(npm, "SIGHUP")],
  ["npm-kill", "SIGKILL of npm alone", (npm) => signal(npm, "SIGKILL")],
  ["script-term", "SIGTERM to the script alone", (_, node) => signal(node, "SIGTERM")],
  ["script-hup", "SIGHUP to the script alone", (_, node) => signal(node, "SIGHUP")],
  ["script-kill", "SIGKILL of the script alone", (_, node) => signal(node, "SIGKILL")],
];

export const ends = ENDS.map(([name, what, end]) => ({
  name: `end-${name}`,
  what: `${what}, with JupyterLab and a kernel`,
  async run() {
    const ground = await madeGround();
    const port = await freePort();
    const options = ["--no-browser", `--port=${port}`, "--IdentityProvider.token=t"];
    const npm = begin(ground, ["npm", "start", "--", ...options]);
    const ask = (/** @type {RequestInit} */ request) =>
      fetch(`http://localhost:${port}/api/kernels`, {
        ...request,
        headers: { authorization: "token t" },
      });
    const isUp = () =>
      ask({}).then(
        (answer) => answer.ok,
        () => false,
      );
    if (!(await becomes(isUp, 120))) throw new Error(`JupyterLab did not start: ${npm.output}`);
    await ask({ method: "POST", body: JSON.stringify({ name: "tslab" }) });
    const hasKernel = () =>
      processesIn(ground).some(({ command }) => command.includes(launcher(ground)));
    if (!(await becomes(hasKernel, 60))) throw new Error("the kernel did not start");
    const [script] = processesIn(String(port)).filter(({ command }) =>
      command.includes("scripts/start.mjs"),
    );
    const start = Date.now();
    end(npm.pid, script.pid);
    const isEmpty = () =>
      processesIn(ground).length === 0 && processesIn(`--port=${port}`).length === 0;
    if (await becomes(isEmpty, 60))
      return `all ended after ${((Date.now() - start) / 1000).toFixed(1)} s`;
    const left = processesIn(ground).map(({ command }) => command.slice(0, 3).join(" "));
    for (const { pid } of [...processesIn(ground), ...processesIn(`--port=${port}`)])
      signal(pid, "SIGKILL");
    throw new Error(`left running: ${left.join(", ")}`);
  },
}));

/** @param {string} ground */
const launcher = (ground) => join(ground, "dist", "kernel", "main.js");

export const together = {
  name: "two-starts",
  what: "two starts at once, with node_modules and dist to be made",
  async run() {
    const ground = await madeGround();
    for (const folder of ["node_modules", "dist"]) remove(join(ground, folder));
    const both = await Promise.all([beginStart(ground).ended, beginStart(ground).ended]);
    const wrong = both.find(({ code }) => code !== 0);
    if (wrong !== undefined) throw new Error(wrong.output);
    await works(ground);
    return both.some(({ output }) => /Waiting for/.test(output))
      ? "one waited for the other"
      : "both done";
  },
};
