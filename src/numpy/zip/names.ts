// The upper half of code page 437, which names without the flag of UTF-8 are in.
const CP437 =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\xa0";

/** The name in these bytes; `undefined` when they should be UTF-8 and are not. */
export function decodeName(bytes: Uint8Array, isUtf8: boolean): string | undefined {
  if (!isUtf8) return Array.from(bytes, fromCp437).join("");
  try {
    // A copy, as browsers decode no shared memory.
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(new Uint8Array(bytes));
  } catch {
    return undefined;
  }
}

function fromCp437(byte: number): string {
  return byte < 128 ? String.fromCharCode(byte) : CP437[byte - 128];
}

/** The UTF-8 of a name; `undefined` for one with half a surrogate pair, which has none. */
export function encodeName(name: string): Uint8Array | undefined {
  const bytes = new TextEncoder().encode(name);
  return decodeName(bytes, true) === name ? bytes : undefined;
}
