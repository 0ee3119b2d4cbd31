import { inflateSync } from "node:zlib";

/** The pixels of a picture, as 0xRRGGBB. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly at: (x: number, y: number) => number;
}

/** The pixels of a PNG file with a palette, unfiltered, as the package writes it. */
export function decode(png: Buffer): Pixels {
  const chunks = new Map<string, Buffer>();
  for (let from = 8; from < png.length; ) {
    const length = png.readUInt32BE(from);
    const type = png.toString("latin1", from + 4, from + 8);
    chunks.set(type, png.subarray(from + 8, from + 8 + length));
    from += length + 12;
  }
  const header = chunks.get("IHDR") ?? Buffer.alloc(13);
  const palette = chunks.get("PLTE") ?? Buffer.alloc(0);
  const lines = inflateSync(chunks.get("IDAT") ?? Buffer.alloc(0));
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const at = (x: number, y: number): number =>
    palette.readUIntBE(3 * (lines[y * (width + 1) + 1 + x] ?? 0), 3);
  return { width, height, at };
}
