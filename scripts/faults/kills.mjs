import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  becomes,
  beginStart,
  computes,
  madeGround,
  processesIn,
  remove,
  signal,
  start,
  works,
} from "./machine.mjs";

// The set-up is ended at moments spread over each step that takes long, and then started again.

const STEPS = [
  { step: "npm", folders: ["node_modules"], sign: /npm packages/, kills: 7 },
  { step: "build", folders: ["dist"], sign: /the package itself/, kills: 6 },
  { step: "pip", folders: [".venv"], sign: /JupyterLab/, kills: 7 },
];

/** @type {{ how: string, end: (npm: number) => void }[]} */
const WAYS = [
  { how: "SIGKILL of all", end: (npm) => signal(-npm, "SIGKILL") },
  { how: "SIGKILL of npm", end: (npm) => signal(npm, "SIGKILL") },
  { how: "SIGTERM of npm", end: (npm) => signal(npm, "SIGTERM") },
];

export const kills = STEPS.flatMap(({ step, folders, sign, kills }) => {
  /** @type {number | undefined} */
  let seconds;
  return Array.from({ length: kills }, (_, i) => {
    const { how, end } = WAYS[i % WAYS.length];
    const share = (i + 0.5) / kills;
    return {
      name: `kill-${step}-${i + 1}`,
      what: `${how} after ${Math.round(share * 100)} % of the step`,
      async run() {
        const ground = await madeGround();
        const clear = () => {
          for (const folder of folders) remove(join(ground, folder));
        };
        clear();
        if (seconds === undefined) {
          seconds = (await works(ground)).seconds;
          clear();
        }
        const running = beginStart(ground);
        if (!(await becomes(() => sign.test(running.output), 60))) {
          throw new Error(`the step did not begin: ${running.output}`);
        }
        await sleep(share * seconds * 900);
        end(running.pid);
        await running.ended;
        const { output } = await works(ground);
        if (!(await becomes(() => processesIn(ground).length === 0, 60))) {
          throw new Error(`left running: ${processesIn(ground)[0].command.join(" ")}`);
        }
        const again = await start(ground);
        if (/Setting up/.test(again.output)) throw new Error(`not done: ${again.output}`);
        if (i === kills - 1) await computes(ground);
        return (/, since (.*?) …/.exec(output)?.[1] ?? "begun anew").replace("it ", "");
      },
    };
  });
});
