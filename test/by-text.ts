/** Rows of `test.each` behind their last part, a text: it makes the title, which matrices would fill. */
export function byText<R extends readonly [...unknown[], string]>(
  rows: readonly R[],
): [title: string, ...R][] {
  return rows.map((row) => [row.at(-1) as string, ...row]);
}
