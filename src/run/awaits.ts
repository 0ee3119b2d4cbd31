import { type Cell, currentCell, resumeCell } from "./cells.js";
import { Interrupted } from "./interrupted.js";

/** What became of an awaited value. */
export type Outcome = { value: unknown } | { error: unknown };

/**
 * Awaits `value` for the current cell. If the cell is interrupted meanwhile, the await throws, once, so
 * that `finally` blocks run; code that goes on all the same never gets past its next await.
 */
export async function settle(value: unknown): Promise<Outcome> {
  const cell = currentCell();
  if (cell?.stopped) return new Promise(() => {});
  let wake = (): void => {};
  const interrupted = new Promise<never>((_, reject) => {
    wake = () => reject(new Interrupted());
  });
  cell?.waiting.add(wake);
  try {
    // V8 follows Promise.race, so the stack traces of awaiting functions stay whole.
    return { value: await Promise.race([value, interrupted]) };
  } catch (error) {
    return { error };
  } finally {
    cell?.waiting.delete(wake);
  }
}

/** After an await: goes on on behalf of `cell` with what became of the awaited value. */
export function resume(cell: Cell | undefined, outcome: Outcome): unknown {
  resumeCell(cell);
  if ("error" in outcome) throw outcome.error;
  return outcome.value;
}

/** `items` of a `for await` loop, each of them awaited as above. */
export async function* iterate(items: AsyncIterable<unknown> | Iterable<unknown>): AsyncGenerator {
  const cell = currentCell();
  for await (const item of items) {
    if (cell?.stopped) throw new Interrupted();
    resumeCell(cell);
    yield item;
  }
}
