/** The length of the longest text. */
export function widest(texts: readonly string[]): number {
  return texts.reduce((width, text) => Math.max(width, text.length), 0);
}

// Python's white space is Unicode's and four control characters that separate records.
// biome-ignore lint/suspicious/noControlCharactersInRegex: as said
const SPACE_AT_END = /[\p{White_Space}\x1c-\x1f]+$/u;

/** Python's `text.rstrip()`. */
export function stripEnd(text: string): string {
  return text.replace(SPACE_AT_END, "");
}
