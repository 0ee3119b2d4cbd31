import { type AbstractMatrix, Matrix } from "ml-matrix";
import { describe, isArray } from "../check.js";
import { fromRows } from "../matrix-input.js";
import { filledMatrix } from "./matrix.js";

/** The number of images, and the first ones, at most `room`. */
export function firstImages(
  given: unknown,
  width: number | undefined,
  room: number,
): { count: number; first: readonly AbstractMatrix[] } {
  const images = isList(given) ? given : fromRows("imageChart", "images", given);
  if (Matrix.isMatrix(images))
    return { count: images.rows, first: rowsAsImages(images, width, room) };
  if (!Array.isArray(images)) {
    throw new TypeError(
      `imageChart: expected a Matrix or an array of them, got ${describe(images)}`,
    );
  }
  if (images.length === 0) throw new RangeError("imageChart: expected an image or more, got none");
  const all = Array.from(images, (image, i) => filledMatrix("imageChart", `images[${i}]`, image));
  const [{ rows, columns }] = all;
  const size = width ?? columns;
  const other = all.find((image) => image.rows !== rows || image.columns !== size);
  if (other) {
    throw new RangeError(
      `imageChart: expected all images to be ${rows}x${size} matrices, got a ${describe(other)}`,
    );
  }
  return { count: all.length, first: all.slice(0, room) };
}

/** Whether these are images by themselves, matrices or rows of numbers each, and not the rows of one matrix. */
function isList(images: unknown): images is readonly unknown[] {
  return Array.isArray(images) && Array.isArray(images[0]) && isArray(images[0][0]);
}

function rowsAsImages(images: AbstractMatrix, width: number | undefined, room: number): Matrix[] {
  filledMatrix("imageChart", "images", images);
  const pixels = images.columns;
  const side = width ?? Math.sqrt(pixels);
  if (!Number.isInteger(side)) {
    throw new RangeError(
      `imageChart: expected a width, since ${pixels} pixels are no square ` +
        "(weights without their bias are w2), got none",
    );
  }
  if (pixels % side !== 0) {
    throw new RangeError(
      `imageChart: expected a width that divides rows of ${pixels} pixels, got ${side}`,
    );
  }
  const count = Math.min(images.rows, room);
  return Array.from({ length: count }, (_, i) =>
    Matrix.from1DArray(pixels / side, side, images.getRow(i)),
  );
}
