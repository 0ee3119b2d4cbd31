import { fixture } from "../fixtures.js";

/** What the sets hold, by scikit-learn and by Python's reader of their sources. */
export interface SetSummary {
  shape: [number, number];
  sha256: string;
  sums: number[];
  first: number[];
  last: number[];
  labels: string;
}

interface DataFixture {
  sets: {
    iris: SetSummary & { features: string[] };
    digits: SetSummary;
    penguins: SetSummary & { island: string[]; sex: string[]; year: string[] };
    cars: SetSummary & { mpg: number[] };
  };
  scalers: {
    method: "standard" | "minMax";
    x: number[][];
    shift: number[];
    scale: number[];
    other: number[][];
    transformed: number[][];
  }[];
  labels: { labels: number[] | string[]; classes: number[] | string[]; oneHot: number[][] }[];
  argmaxes: { y: number[][]; at: number[] }[];
  splits: { seed: number; n: number; test: number; p: [number[], number[]] }[];
  idx: { type: string; shape: number[]; data: number[]; base64: string; gzip: string }[];
  csv: { text: string; rows: string[][] }[];
}

export const DATA = fixture<DataFixture>("data");
