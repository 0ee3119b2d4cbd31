/** A part of the plane. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

/** The ends of a segment. */
export type Segment = readonly [x: number, y: number, x2: number, y2: number];

const NOWHERE: Segment = [Number.NaN, Number.NaN, Number.NaN, Number.NaN];

/**
 * The part in `box` of the line through a point of it, from its left end to its right one; NaN where
 * the point or the slope is not finite.
 */
export function lineInBox(box: Box, x: number, y: number, slope: number): Segment {
  if (!Number.isFinite(y) || !Number.isFinite(slope)) return NOWHERE;
  if (slope === 0) return [box.left, y, box.right, y];
  const [a, b] = [box.bottom, box.top].map((edge) => x + (edge - y) / slope);
  const ends = [Math.max(box.left, Math.min(a, b)), Math.min(box.right, Math.max(a, b))];
  // Rounding does not lead out of the box.
  const height = (end: number): number =>
    Math.min(box.top, Math.max(box.bottom, y + slope * (end - x)));
  return [ends[0], height(ends[0]), ends[1], height(ends[1])];
}
