import { colours, PALETTE, seriesColours } from "./colours.js";

/** Samples that have a colour in all charts, by how their names begin. */
const SAMPLES = [
  { begins: /^(training|訓練)/iu, colour: colours.training },
  { begins: /^(validation|検証)/iu, colour: colours.validation },
  { begins: /^(test|テスト)/iu, colour: colours.test },
] as const;

/**
 * A colour for each line: of the first that is about training, validation or test samples theirs; of
 * others that of {@link seriesColours}, or one that is left.
 */
export function lineColours(names: readonly string[]): string[] {
  const own = new Map(
    SAMPLES.flatMap(({ begins, colour }) => {
      const name = names.find((each) => begins.test(each));
      return name === undefined ? [] : [[name, colour] as const];
    }),
  );
  const others = seriesColours(names);
  const taken = new Set<string>([...own.values(), ...others]);
  const left = PALETTE.filter((colour) => !taken.has(colour));
  const kept = new Set<string>(own.values());
  return names.map((name, i) => {
    const colour = own.get(name);
    if (colour !== undefined) return colour;
    return kept.has(others[i]) ? (left.shift() ?? others[i]) : others[i];
  });
}
