import { readFileSync } from "node:fs";
import { inProject } from "../project.mjs";

/** What the package holds that others have made, beside the data sets. */
export const SHIPPED = [
  {
    name: "Noto Sans JP, Noto Sans and Noto Sans Math",
    what: "subsets of their glyphs, made by `scripts/make-font.py`",
    files: ["everyday", "level2", "signs"].map((part) => `src/render/font/NotoSansJP-${part}.ttf`),
    licence: "OFL-1.1",
    text: "src/render/font/OFL.txt",
  },
  ...["fflate", "papaparse"].map((name) => ({
    name,
    what: "a part of it",
    files: ["dist/node/index.js"],
    licence: "MIT",
    text: `node_modules/${name}/LICENSE`,
  })),
];

/** Licences of data, by the words of src/data/README.md. */
const DATA_LICENCES = [
  { pattern: /CC BY 4\.0/, licence: "CC-BY-4.0" },
  { pattern: /CC BY-SA 3\.0/, licence: "CC-BY-SA-3.0" },
  { pattern: /CC0/, licence: "CC0-1.0" },
  { pattern: /^MIT$/, licence: "MIT" },
  { pattern: /for education and science/, licence: "LicenseRef-StatLib" },
];

/** The data sets of the table in src/data/README.md. */
export function dataSets() {
  const rows = text("src/data/README.md").matchAll(/^\| `(\w+)\(\)` \| (.+) \| (.+) \| (.+) \|$/gm);
  return Array.from(rows, ([, name, what, from, words]) => ({
    name,
    what,
    from,
    words,
    licence: DATA_LICENCES.find(({ pattern }) => pattern.test(words))?.licence,
    isShipped: !from.includes("not in the package"),
  }));
}

/** The text of NOTICES.md. */
export function notices() {
  const parts = SHIPPED.map(
    ({ name, what, files, text: path }) =>
      `## ${name}\n\n${files.map((file) => `\`${file}\``).join(", ")}: ${what}.\n\n\`\`\`text\n${text(path).trimEnd()}\n\`\`\`\n`,
  );
  const rows = dataSets()
    .filter(({ isShipped }) => isShipped)
    .map(({ name, what, from, words }) => `| \`${name}()\` | ${what} | ${from} | ${words} |`);
  return `# Notices

What this package holds that others have made. Other packages that it needs are not in it: they come with their own licences, which \`npm run licences\` lists. The WebAssembly is compiled from our own sources, and holds nothing of its compiler's library.

${parts.join("\n")}
## Data sets

In \`src/data/tables/\`. The values are those of the sources, the form is changed, as \`src/data/README.md\` says.

| function | what | from | licence of the data |
|---|---|---|---|
${rows.join("\n")}
`;
}

/** @param {string} path */
function text(path) {
  return readFileSync(inProject(path), "utf8");
}
