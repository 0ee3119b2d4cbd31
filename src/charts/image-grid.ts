import type { AbstractMatrix } from "ml-matrix";
import { emsOf } from "./names.js";

/** Where an image stands, in pixels of the screen. */
export interface ImagePlace {
  readonly left: number;
  readonly top: number;
  readonly caption: string | undefined;
}

/** Images of one size in rows and columns, in pixels of the screen. */
export interface ImageGrid {
  readonly places: readonly ImagePlace[];
  /** Side of a pixel of an image: a whole number, so that no seams are seen between them. */
  readonly pixel: number;
  readonly imageWidth: number;
  readonly imageHeight: number;
  /** Width of a column, for captions. */
  readonly columnWidth: number;
  readonly width: number;
  readonly height: number;
}

/** Width of a page, and what parts images. */
const [PAGE, GAP] = [624, 10];

/** About the longer side of an image: the fewer there are, the larger. */
const SIDES = [
  { upTo: 1, side: 280 },
  { upTo: 12, side: 144 },
  { upTo: 40, side: 80 },
  { upTo: Number.POSITIVE_INFINITY, side: 56 },
];

/** Height of a caption, greatest width, and its font size. */
export const CAPTION = { height: 20, width: 150, fontSize: 14 } as const;

/** Places images of one shape. */
export function placeImages(
  images: readonly AbstractMatrix[],
  captions: readonly string[] | undefined,
  options: { readonly columns?: number | undefined; readonly pixel?: number | undefined },
): ImageGrid {
  const [{ rows, columns: pixels }] = images;
  const { side } = SIDES.find(({ upTo }) => images.length <= upTo) ?? SIDES[0];
  const pixel = options.pixel ?? Math.max(1, Math.round(side / Math.max(rows, pixels)));
  const [imageWidth, imageHeight] = [pixel * pixels, pixel * rows];
  const ems = Math.max(0, ...(captions ?? []).map(emsOf));
  const columnWidth = Math.max(
    imageWidth,
    Math.ceil(Math.min(ems * CAPTION.fontSize, CAPTION.width)),
  );
  const [across, down] = [columnWidth + GAP, imageHeight + GAP + (captions ? CAPTION.height : 0)];
  const fitting = Math.max(1, Math.floor((PAGE + GAP) / across));
  const columns = Math.min(images.length, options.columns ?? fitting);
  const places = images.map((_, i) => ({
    left: (i % columns) * across + Math.floor((columnWidth - imageWidth) / 2),
    top: Math.floor(i / columns) * down,
    caption: captions?.[i],
  }));
  const lines = Math.ceil(images.length / columns);
  const [width, height] = [columns * across - GAP, lines * down - GAP];
  return { places, pixel, imageWidth, imageHeight, columnWidth, width, height };
}
