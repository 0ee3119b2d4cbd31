/**
 * The indices of about `room` of the `values`, ascending: the first, the last, and of each stretch
 * between them the least, the greatest and the first that is not finite, so that a peak or a gap of
 * one value is seen. All indices if there is room.
 */
export function thinCurve(values: readonly number[], room: number): number[] {
  if (values.length <= room) return [...values.keys()];
  const stretches = Math.floor(room / 2);
  const kept = new Set([0, values.length - 1]);
  for (let k = 0; k < stretches; k++) {
    const start = Math.floor((k * values.length) / stretches);
    const end = Math.floor(((k + 1) * values.length) / stretches);
    for (const index of extremes(values, start, end)) kept.add(index);
  }
  return [...kept].sort((a, b) => a - b);
}

/** Where the least, the greatest and the first value that is not finite stand from `start` on. */
function extremes(values: readonly number[], start: number, end: number): number[] {
  let [least, most, gap] = [-1, -1, -1];
  for (let i = start; i < end; i++) {
    if (!Number.isFinite(values[i])) {
      if (gap < 0) gap = i;
    } else {
      if (least < 0 || values[i] < values[least]) least = i;
      if (most < 0 || values[i] > values[most]) most = i;
    }
  }
  return [least, most, gap].filter((index) => index >= 0);
}

/** `room` of the indices below `count` at equal distances, the first and the last among them. */
export function thinEvenly(count: number, room: number): number[] {
  if (count <= room) return Array.from({ length: count }, (_, i) => i);
  return Array.from({ length: room }, (_, i) => Math.round((i * (count - 1)) / (room - 1)));
}
