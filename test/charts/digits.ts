import { Matrix } from "ml-matrix";

const SHAPES = [
  ["..ooo...", ".o...o..", ".o...o..", ".o...o..", ".o...o..", ".o...o..", "..ooo...", "........"],
  ["...o....", "..oo....", "...o....", "...o....", "...o....", "...o....", "..ooo...", "........"],
  ["..ooo...", ".o...o..", ".....o..", "....o...", "...o....", "..o.....", ".ooooo..", "........"],
];

/** Images of 8 x 8 pixels from 0 to 16, a row each: the digits 0, 1 and 2 again and again. */
export function sampleDigits(count: number): Matrix {
  const row = (i: number): number[] =>
    [...(SHAPES[i % 3] ?? []).join("")].map((pixel, j) =>
      pixel === "o" ? 16 - ((i * 5 + j) % 6) : (i * j) % 11 === 1 ? 3 : 0,
    );
  return new Matrix(Array.from({ length: count }, (_, i) => row(i)));
}
