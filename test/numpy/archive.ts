import { crc32, deflateRawSync } from "node:zlib";

/** A member of an archive for tests, with whatever is to be wrong in it. */
export interface Part {
  name: string;
  data: Uint8Array;
  deflated?: boolean;
  /** What the directory says in place of what is so. */
  size?: number;
  packedSize?: number;
  crc?: number;
  offset?: number;
  method?: number;
  flags?: number;
  localName?: string;
  localFlags?: number;
  extra?: Uint8Array;
  comment?: string;
}

/** What the record at the end says in place of what is so. */
export interface End {
  comment?: string;
  count?: number;
  disk?: number;
  directorySize?: number;
  directoryStart?: number;
  /** Records of zip64 before it. */
  zip64?: boolean;
}

export const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "latin1"));

/** Numbers of 2, 4 or 8 bytes, as `[bytes, value]`, little-endian. */
export function numbers(...fields: [2 | 4 | 8, number][]): Buffer {
  return Buffer.concat(
    fields.map(([size, value]) => {
      const buffer = Buffer.alloc(8);
      buffer.writeBigUInt64LE(BigInt(value));
      return buffer.subarray(0, size);
    }),
  );
}

/** A zip archive, written here by its specification and by nothing of the package. */
export function archive(parts: Part[], end: End = {}): Uint8Array {
  const chunks: Buffer[] = [];
  const entries: Buffer[] = [];
  let at = 0;
  for (const part of parts) {
    const packed = part.deflated ? deflateRawSync(part.data) : Buffer.from(part.data);
    const method = part.method ?? (part.deflated ? 8 : 0);
    const name = Buffer.from(part.name, "latin1");
    const localName = Buffer.from(part.localName ?? part.name, "latin1");
    const sizes: [2 | 4, number][] = [
      [4, part.crc ?? crc32(part.data)],
      [4, part.packedSize ?? packed.length],
      [4, part.size ?? part.data.length],
    ];
    const extra = Buffer.from(part.extra ?? []);
    const comment = Buffer.from(part.comment ?? "", "latin1");
    const flags = part.flags ?? 0;
    entries.push(
      numbers([4, 0x02014b50], [2, 20], [2, 20], [2, flags], [2, method], [4, 0], ...sizes),
      numbers([2, name.length], [2, extra.length], [2, comment.length], [4, 0], [4, 0]),
      numbers([4, part.offset ?? at]),
      Buffer.concat([name, extra, comment]),
    );
    const local = Buffer.concat([
      numbers([4, 0x04034b50], [2, 20], [2, part.localFlags ?? flags], [2, method], [4, 0]),
      numbers(...sizes, [2, localName.length], [2, 0]),
      localName,
      packed,
    ]);
    chunks.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(entries);
  const comment = Buffer.from(end.comment ?? "", "latin1");
  const count = end.count ?? parts.length;
  const size = end.directorySize ?? directory.length;
  const start = end.directoryStart ?? at;
  const place = at + directory.length;
  const zip64 = [
    numbers([4, 0x06064b50], [8, 44], [2, 45], [2, 45], [4, 0], [4, 0], [8, count], [8, count]),
    numbers([8, size], [8, start], [4, 0x07064b50], [4, 0], [8, place], [4, 1]),
  ];
  const clip = (value: number, most: number): number => (end.zip64 ? most : value);
  return new Uint8Array(
    Buffer.concat([
      ...chunks,
      directory,
      ...(end.zip64 ? zip64 : []),
      numbers([4, 0x06054b50], [2, end.disk ?? 0], [2, 0]),
      numbers([2, clip(count, 0xffff)], [2, clip(count, 0xffff)]),
      numbers([4, clip(size, 0xffffffff)], [4, clip(start, 0xffffffff)], [2, comment.length]),
      comment,
    ]),
  );
}
