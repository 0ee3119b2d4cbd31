import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, statfsSync } from "node:fs";
import { join } from "node:path";
import { computes, freshGround, GROUNDS, remove, shortened, start, works } from "./machine.mjs";

// A file system in memory that is full at a moment of each step, and is given room again.

const DISK = join(GROUNDS, "disk");
const ROOMY = 2000;

// How many MB are left when the step begins.
const STEPS = [
  { step: "begin", left: 0 },
  { step: "npm", left: 100 },
  { step: "build", left: 1 },
  { step: "build-late", left: 5 },
  { step: "venv", left: 5 },
  { step: "pip", left: 150 },
  { step: "stamp", left: 0 },
];

/** @type {string | undefined} */
let ground;

export const disk = STEPS.map(({ step, left }) => ({
  name: `full-disk-${step}`,
  what: left === 0 ? "no byte left" : `${left} MB left`,
  async run() {
    ground ??= mount();
    if (ground === undefined) return "skipped: a disk can be mounted by root on Linux only";
    clear(ground, step);
    resize(used() + left);
    if (left === 0) fill();
    const { code, output } = await start(ground);
    const said = output.split("\n").filter((line) => line.startsWith("middle-layer: "));
    resize(ROOMY);
    remove(join(DISK, "filler"));
    if (code === 0 || said.length !== 1 || !/disk is full/.test(said[0])) {
      throw new Error(`ended with ${code}: ${shortened(output)}`);
    }
    await works(ground);
    if (step === "stamp") await computes(ground);
    return "said so in one line; made whole with room again";
  },
}));

/** Takes away what a step makes. @param {string} ground @param {string} step */
function clear(ground, step) {
  const folders = {
    npm: ["node_modules"],
    build: ["dist"],
    "build-late": ["dist"],
    venv: [".venv"],
    pip: [".venv"],
    stamp: [".venv/share/jupyter/kernels"],
  };
  for (const folder of folders[/** @type {keyof folders} */ (step)] ?? [])
    remove(join(ground, folder));
}

function mount() {
  mkdirSync(DISK);
  const options = ["-t", "tmpfs", "-o", `size=${ROOMY}m`, "tmpfs", DISK];
  return spawnSync("mount", options).status === 0
    ? freshGround(join("disk", "project"))
    : undefined;
}

/** @param {number} megabytes */
function resize(megabytes) {
  execFileSync("mount", ["-o", `remount,size=${Math.ceil(megabytes * 1024)}k`, DISK]);
}

/** Writes until nothing more fits. */
function fill() {
  spawnSync("dd", ["if=/dev/zero", `of=${join(DISK, "filler")}`, "bs=4k"], { stdio: "ignore" });
}

function used() {
  const { blocks, bfree, bsize } = statfsSync(DISK);
  return ((blocks - bfree) * bsize) / 2 ** 20;
}

export function unmount() {
  if (ground !== undefined) spawnSync("umount", ["-l", DISK]);
}
