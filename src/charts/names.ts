/** Width of a digit, in em. */
export const DIGIT_EMS = 0.56;

/** About the width of a text, in em: Japanese letters are 1 em wide, others as wide as a digit. */
export function emsOf(text: string): number {
  return [...text].reduce((sum, letter) => sum + (letter >= "\u2e80" ? 1 : DIGIT_EMS), 0);
}

/** Letters of a name that a chart shows, and those before the dots of a longer one. */
const [ROOM, HEAD] = [60, 40];

/** What ends a line. */
const LINE_END = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/g;

/** A text in one line without control characters: `↵` stands for the end of a line, `⇥` for a tab. */
export function oneLine(text: string): string {
  // Vega looks texts up in plain objects, where it finds what every object has: a letter that is not
  // seen makes another text of it.
  if (text in Object.prototype) return `${text}\u200b`;
  return text
    .replace(LINE_END, "↵")
    .replaceAll("\t", "⇥")
    .replace(/[\p{Cc}\p{Cs}\p{Co}\ufffe\uffff]/gu, "\ufffd");
}

/** A name as charts show it: in one line, the middle of a long one left out. */
export function shownName(name: string): string {
  // Cut first: a name may be longer than the whole chart.
  const letters = [
    ...(name.length > 4 * ROOM ? name.slice(0, 2 * ROOM) + name.slice(-2 * ROOM) : name),
  ];
  const short =
    letters.length > ROOM
      ? `${letters.slice(0, HEAD).join("")}…${letters.slice(HEAD - ROOM + 1).join("")}`
      : name;
  return oneLine(short);
}

/** Names as charts show them, each other than all before it: `f`, `f (2)`, …; and `""` for none. */
export function shownNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  for (const name of names.map((each) => shownName(each) || '""')) {
    let free = name;
    for (let i = 2; taken.has(free); i++) free = `${name} (${i})`;
    taken.add(free);
  }
  return [...taken];
}

/** A text in lines of at most `ems`, in em, or up to the last blank that fits; at most 4, if longer with dots. */
export function inLines(text: string, ems: number): string | readonly string[] {
  const lines = text.split(LINE_END).flatMap((line) => wrap(oneLine(line), ems));
  if (lines.length > 4) lines.splice(3, lines.length, `${[...lines[3]].slice(0, -1).join("")}…`);
  return lines.length === 1 ? lines[0] : lines;
}

function wrap(line: string, ems: number): string[] {
  const lines: string[] = [];
  // No more is read than is shown, and one line, which tells that there is more.
  let rest = line.slice(0, 1000);
  while (lines.length < 5 && emsOf(rest) > ems) {
    let end = 0;
    for (let width = 0; width <= ems; ) {
      const letter = String.fromCodePoint(rest.codePointAt(end) ?? 0);
      width += emsOf(letter);
      if (width <= ems || end === 0) end += letter.length;
    }
    const blank = rest.lastIndexOf(" ", end);
    if (blank > end / 2) end = blank;
    lines.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return rest === "" && lines.length > 0 ? lines : [...lines, rest];
}
