import { Matrix } from "ml-matrix";
import { readCsv } from "./csv.js";
import { classesOf, oneHot } from "./labels.js";
import { CARS_CSV } from "./tables/cars-csv.js";

/** Cars and how far they get. All of it is new at each call, and the caller's own. */
export interface Cars {
  /** Cars × features. */
  readonly x: Matrix;
  /** Miles per gallon, cars × 1. */
  readonly t: Matrix;
  /** The names of the columns of `x`. */
  readonly features: string[];
  readonly names: string[];
  /** Europe, Japan or USA. */
  readonly origins: string[];
  /** 1970 to 1982. */
  readonly years: number[];
}

const MEASURES = ["Cylinders", "Displacement", "Horsepower", "Weight_in_lbs", "Acceleration"];
const TARGET = "Miles_per_Gallon";
const FIRST_YEAR = 1970;

/**
 * 392 cars of the years 1970 to 1982, and what to predict, their miles per gallon. Features: number
 * of cylinders, displacement in cubic inches, horsepower, weight in pounds, acceleration in seconds
 * from 0 to 60 mph, year - 1970, and 1 in one of the three columns Europe, Japan and USA.
 *
 * Of the 406 of the source, in its order, the 14 are left out that have no miles per gallon or no
 * horsepower. It has no year 1981: those cars are in 1982.
 *
 * American Statistical Association, 1983, StatLib, as vega-datasets has it; distributed for
 * education and science: http://lib.stat.cmu.edu/datasets/cars.desc
 */
export function cars(): Cars {
  const table = readCsv(CARS_CSV).complete([TARGET, ...MEASURES]);
  const origins = table.texts("Origin");
  const places = classesOf(origins);
  const years = table.numbers("Year");
  const measures = table.matrix(MEASURES);
  const isFrom = oneHot(origins, places);
  const rows = years.map((year, i) => [
    ...measures.getRow(i),
    year - FIRST_YEAR,
    ...isFrom.getRow(i),
  ]);
  return {
    x: new Matrix(rows),
    t: table.matrix([TARGET]),
    features: [...MEASURES, `Year - ${FIRST_YEAR}`, ...places],
    names: table.texts("Name"),
    origins,
    years,
  };
}
