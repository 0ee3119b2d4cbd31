import { computes, remove, seededGround, works } from "./machine.mjs";

const NAMES = [
  "with spaces and 日本語",
  '$HOME `id` "quoted" it\'s',
  "50% & #1? [x] {y}; (z) ~!",
  "-dash\\back",
  "two\nlines",
];

export const paths = NAMES.map((name, i) => ({
  name: `path-${i + 1}`,
  what: `the project in ${JSON.stringify(name)}`,
  async run() {
    const ground = await seededGround(name, ["node_modules"]);
    try {
      await works(ground);
      await computes(ground);
    } finally {
      remove(ground);
    }
    return "built, set up, and the notebook run";
  },
}));
