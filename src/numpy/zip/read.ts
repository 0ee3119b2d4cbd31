import { crc32 } from "../../compression/crc32.js";
import { type Directory, type Entry, findDirectory, readEntries } from "./directory.js";
import { inflate } from "./inflate.js";
import { ArchiveReader, hex } from "./reader.js";
import { DEFLATED, LOCAL_HEADER, LOCAL_HEADER_SIZE, STORED } from "./records.js";

/** A file of a zip archive. */
export interface Member {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Flags: encrypted, patched, strongly encrypted, names encrypted. */
const UNREADABLE = 0x2061;

/**
 * The files of a zip archive, stored or deflated, in the order of its central directory, without
 * folders. A stored one is a view of the archive.
 *
 * Before anything is inflated, all sizes are held against the archive and, together, against
 * `maxBytes` (or the length of the archive, if that is more). Each member is inflated no further
 * than to the size the directory says, and its CRC-32 compared with that of the directory.
 * RangeError in the name of `call`.
 */
export function readZip(call: string, bytes: Uint8Array, maxBytes: number): Member[] {
  const reader = new ArchiveReader(call, bytes);
  const directory = findDirectory(reader);
  const entries = readEntries(reader, directory);
  const starts = entries.map((entry) => dataStart(named(call, bytes, entry), entry));
  checkOverlap(reader, directory, entries, starts);
  checkTotal(reader, entries, Math.max(maxBytes, bytes.length));
  return entries.flatMap((entry, i) => {
    const member = unpack(named(call, bytes, entry), entry, starts[i]);
    return entry.name.endsWith("/") && entry.size === 0
      ? []
      : [{ name: entry.name, bytes: member }];
  });
}

/** The call for errors that are about one member. */
export function memberCall(call: string, name: string): string {
  return `${call}, member ${JSON.stringify(name)}`;
}

function named(call: string, bytes: Uint8Array, { name }: Entry): ArchiveReader {
  return new ArchiveReader(memberCall(call, name), bytes);
}

/** Where the data of a member begins, behind the header that repeats its name. */
function dataStart(reader: ArchiveReader, { offset, nameBytes, method, ...entry }: Entry): number {
  reader.record(offset, LOCAL_HEADER_SIZE, LOCAL_HEADER, "its local header");
  const flags = entry.flags | reader.u16(offset + 6);
  if ((flags & UNREADABLE) !== 0) {
    reader.refuse("it neither encrypted nor patched", `flags ${hex(flags)}`);
  }
  if (method !== STORED && method !== DEFLATED) {
    reader.refuse("it stored (method 0) or deflated (method 8)", `method ${method}`);
  }
  const length = reader.u16(offset + 26);
  const start = offset + LOCAL_HEADER_SIZE;
  const name = reader.slice(start, length, "its name");
  if (name.length !== nameBytes.length || name.some((byte, i) => byte !== nameBytes[i])) {
    reader.refuse(`the same name at byte ${start}`, "another");
  }
  return start + length + reader.u16(offset + 28);
}

/** Members that share bytes could be inflated to many times what the archive can hold. */
function checkOverlap(
  reader: ArchiveReader,
  directory: Directory,
  entries: readonly Entry[],
  starts: readonly number[],
): void {
  const places = entries.map(({ name, offset, packedSize }, i) => ({
    name,
    offset,
    end: starts[i] + packedSize,
  }));
  places.sort((a, b) => a.offset - b.offset);
  for (const [i, { name, end }] of places.entries()) {
    const limit = places[i + 1]?.offset ?? directory.start;
    if (end > limit) {
      reader.refuse(`member ${JSON.stringify(name)} to end by byte ${limit}`, `${end}`);
    }
  }
}

function checkTotal(reader: ArchiveReader, entries: readonly Entry[], most: number): void {
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  if (total > most)
    reader.refuse(`members of together at most ${most} bytes (maxBytes)`, `${total}`);
}

function unpack(reader: ArchiveReader, entry: Entry, start: number): Uint8Array {
  const { method, packedSize, size } = entry;
  const packed = reader.slice(start, packedSize, "data");
  if (method === STORED && packedSize !== size) {
    reader.refuse(`${size} bytes stored`, `${packedSize}`);
  }
  const bytes = method === STORED ? packed : inflate(packed, size);
  if (typeof bytes === "string") return reader.refuse(`${size} bytes deflated`, bytes);
  const crc = crc32(bytes);
  if (crc !== entry.crc) reader.refuse(`CRC-32 ${hex(entry.crc)}`, hex(crc));
  return bytes;
}
