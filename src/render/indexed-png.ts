import { crc32, deflateSync } from "node:zlib";

/** Colours of a palette. */
const SIZE = 256;

/**
 * The PNG file of opaque RGBA pixels with a palette of 256 colours: a third of the size of a
 * full-colour file.
 *
 * Of more colours the most frequent are kept, with a least distance between them that is just large
 * enough; each other one becomes the nearest of them. Charts are flat areas, so what is replaced is
 * a rare shade at the edge of a letter.
 */
export function indexedPng(pixels: Uint8Array, width: number, height: number): Buffer {
  const colours = new Uint32Array(width * height);
  for (let i = 0; i < colours.length; i++) colours[i] = colourAt(pixels, 4 * i);
  const { palette, index } = choosePalette(colours);
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 3, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    chunk("PLTE", Buffer.from(palette.flatMap(channels))),
    chunk("IDAT", deflateSync(indexLines(colours, index, width), { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** Places in the palette, line by line, each line after its filter type, 0 for none. */
function indexLines(colours: Uint32Array, index: Map<number, number>, width: number): Buffer {
  const lines = Buffer.alloc(colours.length + colours.length / width);
  let place = 0;
  for (let i = 0; i < colours.length; i++) {
    const colour = colours[i];
    if (i === 0 || colour !== colours[i - 1]) place = index.get(colour) ?? 0;
    lines[i + Math.floor(i / width) + 1] = place;
  }
  return lines;
}

/** The colours of the palette as 0xRRGGBB, and for every colour of the image its place in it. */
function choosePalette(colours: Uint32Array): { palette: number[]; index: Map<number, number> } {
  const counts = new Map<number, number>();
  // Whole runs of one colour: a look-up for every pixel would take most of the time.
  for (let start = 0, end = 1; start < colours.length; start = end++) {
    const colour = colours[start];
    while (end < colours.length && colours[end] === colour) end++;
    counts.set(colour, (counts.get(colour) ?? 0) + end - start);
  }
  // Ties are broken by the colour itself, so that the order never depends on the image's layout.
  const byCount = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([colour]) => colour);
  let palette = spread(byCount, 0);
  for (let distance = 8; palette.length > SIZE; distance *= 1.5)
    palette = spread(byCount, distance);
  return { palette, index: new Map(byCount.map((colour) => [colour, nearest(palette, colour)])) };
}

/**
 * The colours that are farther than a squared distance from all before them; one more than fit if
 * they do not fit.
 */
function spread(byCount: readonly number[], distance: number): number[] {
  const chosen: number[] = [];
  for (const colour of byCount) {
    if (chosen.length > SIZE) break;
    const isFar = chosen.every((other) => squaredDistance(other, colour) > distance);
    if (isFar) chosen.push(colour);
  }
  return chosen;
}

function nearest(palette: readonly number[], colour: number): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  // By number: `entries()` would leave an array to collect for every step.
  for (let place = 0; place < palette.length && least > 0; place++) {
    const distance = squaredDistance(palette[place], colour);
    if (distance >= least) continue;
    best = place;
    least = distance;
  }
  return best;
}

function squaredDistance(a: number, b: number): number {
  const red = (a >> 16) - (b >> 16);
  const green = ((a >> 8) & 255) - ((b >> 8) & 255);
  const blue = (a & 255) - (b & 255);
  return red * red + green * green + blue * blue;
}

function colourAt(pixels: Uint8Array, from: number): number {
  return (pixels[from] << 16) | (pixels[from + 1] << 8) | pixels[from + 2];
}

function channels(colour: number): number[] {
  return [colour >> 16, (colour >> 8) & 255, colour & 255];
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
