// Mixing of colours in CIELAB with the white of D50, by the formulas of the CIE and of sRGB.

const WHITE = [0.96422, 1, 0.82521] as const;

/** From linear RGB to XYZ, adapted to D50 (Bradford). */
const TO_XYZ = [
  [0.4360747, 0.3850649, 0.1430804],
  [0.2225045, 0.7168786, 0.0606169],
  [0.0139322, 0.0971045, 0.7141733],
] as const;

const FROM_XYZ = [
  [3.1338561, -1.6168667, -0.4906146],
  [-0.9787684, 1.9161415, 0.033454],
  [0.0719453, -0.2289914, 1.4052427],
] as const;

const times = (rows: readonly (readonly number[])[], v: readonly number[]): number[] =>
  rows.map((row) => row.reduce((sum, each, i) => sum + each * (v[i] ?? 0), 0));

function toLab(colour: readonly number[]): [number, number, number] {
  const linear = colour.map((c) => {
    const part = c / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  const [x = 0, y = 0, z = 0] = times(TO_XYZ, linear).map((value, i) => {
    const t = value / (WHITE[i] ?? 1);
    return t > 216 / 24389 ? Math.cbrt(t) : (24389 / 27 / 116) * t + 16 / 116;
  });
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function fromLab([l, a, b]: readonly [number, number, number]): number[] {
  const y = (l + 16) / 116;
  const xyz = [y + a / 500, y, y - b / 200].map((t, i) => {
    const value = t > 6 / 29 ? t ** 3 : (t - 16 / 116) / (24389 / 27 / 116);
    return value * (WHITE[i] ?? 1);
  });
  return times(FROM_XYZ, xyz).map((c) => {
    const part = c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055;
    return 255 * Math.max(0, Math.min(1, part));
  });
}

/** A colour that is `part` of the way from one to another, both of red, green and blue 0 … 255. */
export function mixed(from: readonly number[], to: readonly number[], part: number): number[] {
  const [start, end] = [toLab(from), toLab(to)];
  const at = (i: 0 | 1 | 2): number => start[i] + (end[i] - start[i]) * part;
  return fromLab([at(0), at(1), at(2)]);
}
