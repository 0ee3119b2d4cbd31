import type { Classified } from "./classified.js";
import { readCsv } from "./csv.js";
import { classesOf } from "./labels.js";
import { PENGUINS_CSV } from "./tables/penguins-csv.js";

/** Measures of penguins, their species as labels, and what else is known of each. */
export interface Penguins extends Classified<string> {
  /** Biscoe, Dream or Torgersen. */
  readonly islands: string[];
  /** `female`, `male`, or `unknown`, as that of 9. */
  readonly sexes: string[];
  /** 2007 to 2009. */
  readonly years: number[];
}

const FEATURES = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"];

/**
 * 342 penguins of the Palmer Archipelago: 151 Adelie, 68 Chinstrap, 123 Gentoo. Length and depth of
 * the bill and length of the flipper in mm, mass of the body in g.
 *
 * They come species by species, each in the order of the source, of whose 344 the 2 are left out that
 * have no measures.
 *
 * A. M. Horst, A. P. Hill, K. B. Gorman, palmerpenguins, 2020; data by K. B. Gorman and the Palmer
 * Station LTER. CC0: https://allisonhorst.github.io/palmerpenguins/
 */
export function penguins(): Penguins {
  const table = readCsv(PENGUINS_CSV).complete(FEATURES);
  const labels = table.texts("species");
  return {
    x: table.matrix(FEATURES),
    labels,
    features: [...FEATURES],
    classes: classesOf(labels),
    islands: table.texts("island"),
    sexes: table.texts("sex", "unknown"),
    years: table.numbers("year"),
  };
}
