import { createHash } from "node:crypto";
import type { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { cars, digits, iris, type Label, penguins } from "../../src/index.js";
import { DATA, type SetSummary } from "./fixture.js";

const hash = (data: string | Uint8Array): string => createHash("sha256").update(data).digest("hex");

function summary(x: Matrix, labels: readonly Label[]): Omit<SetSummary, "sums"> {
  return {
    shape: [x.rows, x.columns],
    first: x.getRow(0),
    last: x.getRow(x.rows - 1),
    sha256: hash(new Uint8Array(Float64Array.from(x.to1DArray()).buffer)),
    labels: hash(labels.join("\n")),
  };
}

const expected = ({
  shape,
  first,
  last,
  sha256,
  labels,
}: SetSummary): Omit<SetSummary, "sums"> => ({
  shape,
  first,
  last,
  sha256,
  labels,
});

const counts = (labels: readonly Label[], classes: readonly Label[]): number[] =>
  classes.map((one) => labels.filter((label) => label === one).length);

describe("the data sets", () => {
  test("iris is scikit-learn's", () => {
    const { x, labels, features, classes } = iris();
    expect(summary(x, labels)).toEqual(expected(DATA.sets.iris));
    expect(features).toEqual(DATA.sets.iris.features);
    expect(classes).toEqual(["setosa", "versicolor", "virginica"]);
    expect(counts(labels, classes)).toEqual([50, 50, 50]);
  });

  test("digits is scikit-learn's", () => {
    const { x, labels, features, classes, width, height } = digits();
    expect(summary(x, labels)).toEqual(expected(DATA.sets.digits));
    expect([width, height, features.length]).toEqual([8, 8, 64]);
    expect([features[0], features[7], features[8]]).toEqual([
      "pixel 0 0",
      "pixel 0 7",
      "pixel 1 0",
    ]);
    expect(classes).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const each = [178, 182, 177, 183, 181, 182, 181, 179, 174, 180];
    expect(counts(labels, classes)).toEqual(each);
    expect([x.min(), x.max()]).toEqual([0, 16]);
  });

  test("penguins has the rows of palmerpenguins that have all measures", () => {
    const { x, labels, features, classes, islands, sexes, years } = penguins();
    const { island, sex, year } = DATA.sets.penguins;
    expect(summary(x, labels)).toEqual(expected(DATA.sets.penguins));
    expect(features).toHaveLength(4);
    expect(classes).toEqual(["Adelie", "Chinstrap", "Gentoo"]);
    expect(counts(labels, classes)).toEqual([151, 68, 123]);
    expect(islands).toEqual(island);
    expect(sexes).toEqual(sex.map((one) => (one === "NA" ? "unknown" : one)));
    expect(counts(sexes, ["unknown"])).toEqual([9]);
    expect(years).toEqual(year.map(Number));
  });

  test("cars has the rows of vega-datasets that have miles per gallon and horsepower", () => {
    const { x, t, features, names, origins, years } = cars();
    expect(summary(x, names)).toEqual(expected(DATA.sets.cars));
    expect([t.rows, t.columns]).toEqual([392, 1]);
    expect(t.to1DArray()).toEqual(DATA.sets.cars.mpg);
    expect(features.slice(5)).toEqual(["Year - 1970", "Europe", "Japan", "USA"]);
    expect(x.getColumn(5)).toEqual(years.map((year) => year - 1970));
    expect(origins.map((origin, i) => x.get(i, features.indexOf(origin)))).toEqual(
      new Array(392).fill(1),
    );
  });

  test.each([iris, digits, penguins, cars])("%o gives new data at each call", (load) => {
    const [first, spoilt] = [load(), load()];
    spoilt.x.mul(0);
    for (const part of Object.values(spoilt)) if (Array.isArray(part)) part.fill(0 as never);
    expect(load()).toEqual(first);
    expect(first.x.sum()).toBeGreaterThan(0);
  });
});
