/**
 * The protocol counts characters (code points); JavaScript and its compiler count UTF-16 units, of
 * which an emoji has two.
 */
export function toUtf16(text: string, characters: number): number {
  let units = 0;
  for (let seen = 0; seen < characters && units < text.length; seen++) {
    units += (text.codePointAt(units) ?? 0) > 0xffff ? 2 : 1;
  }
  return units;
}

/** The inverse of `toUtf16`. */
export function toCharacters(text: string, units: number): number {
  return [...text.slice(0, units)].length;
}
