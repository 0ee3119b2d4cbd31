import { computes, remove, seededGround, shortened, start, works } from "./machine.mjs";

// None with a backslash: Node loads no ES modules from such a path.
const NAMES = [
  "with spaces and 日本語",
  '$HOME `id` "quoted" it\'s',
  "50% & #1? [x] {y}; (z) ~!",
  "-dash",
  "two\nlines",
];

export const paths = [
  ...NAMES.map((name, i) => ({
    name: `path-${i + 1}`,
    what: `the project in ${JSON.stringify(name)}`,
    run: () =>
      inFolder(name, async (ground) => {
        await works(ground);
        await computes(ground);
        return "built, set up, and the notebook run";
      }),
  })),
  {
    name: "path-colon",
    what: 'the project in "a:b", in which Python makes no environment',
    run: () =>
      inFolder("a:b", async (ground) => {
        const { code, output } = await start(ground);
        const said = /^middle-layer: (.*PATH separator.*)$/m.exec(output)?.[1];
        if (code === 0 || said === undefined) throw new Error(`${code}: ${shortened(output)}`);
        return said;
      }),
  },
];

/** @param {string} name @param {(ground: string) => Promise<string>} work */
async function inFolder(name, work) {
  const ground = await seededGround(name, ["node_modules"]);
  try {
    return await work(ground);
  } finally {
    remove(ground);
  }
}
