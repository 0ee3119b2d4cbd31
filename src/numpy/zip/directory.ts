import { decodeName } from "./names.js";
import type { ArchiveReader } from "./reader.js";
import {
  DIRECTORY_ENTRY,
  DIRECTORY_ENTRY_SIZE,
  END,
  END_64,
  END_64_SIZE,
  END_SIZE,
  EXTRA_64,
  IN_EXTRA,
  LOCATOR_64,
  LOCATOR_64_SIZE,
  UTF8,
} from "./records.js";

/** What the central directory says of a member. */
export interface Entry {
  readonly name: string;
  readonly nameBytes: Uint8Array;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  /** Bytes in the archive. */
  readonly packedSize: number;
  /** Bytes of the member. */
  readonly size: number;
  /** Where its local header begins. */
  readonly offset: number;
}

/** The central directory: how many entries there are, and where. */
export interface Directory {
  readonly count: number;
  readonly start: number;
  readonly end: number;
}

const LONGEST_COMMENT = 0xffff;

/** Finds the central directory by the record at the end of the archive, of zip64 where there is one. */
export function findDirectory(reader: ArchiveReader): Directory {
  const end = findEnd(reader);
  const locator = end - LOCATOR_64_SIZE;
  const directory =
    locator >= 0 && reader.u32(locator) === LOCATOR_64
      ? directory64(reader, locator)
      : directory32(reader, end);
  const { start, size, count, end: expectedEnd } = directory;
  if (start + size !== expectedEnd) {
    reader.refuse(
      `the central directory to end at byte ${expectedEnd}`,
      `${size} bytes from byte ${start} on`,
    );
  }
  return { count, start, end: expectedEnd };
}

/** The last place where the record can be: a comment of any length may follow it. */
function findEnd(reader: ArchiveReader): number {
  const last = reader.length - END_SIZE;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) {
    if (reader.u32(at) === END && at + reader.u16(at + 20) <= last) return at;
  }
  return reader.refuse("a zip archive, with its end record", `none in ${reader.length} bytes`);
}

type Claim = Directory & { readonly size: number };

function directory32(reader: ArchiveReader, end: number): Claim {
  if (reader.u16(end + 4) !== 0 || reader.u16(end + 6) !== 0) refuseParts(reader);
  return {
    count: reader.u16(end + 10),
    size: reader.u32(end + 12),
    start: reader.u32(end + 16),
    end,
  };
}

function directory64(reader: ArchiveReader, locator: number): Claim {
  const end = reader.u64(locator + 8);
  reader.record(end, END_64_SIZE, END_64, "the end record of zip64");
  if (reader.u32(locator + 16) > 1 || reader.u32(end + 16) !== 0) refuseParts(reader);
  return {
    count: reader.u64(end + 32),
    size: reader.u64(end + 40),
    start: reader.u64(end + 48),
    end,
  };
}

function refuseParts(reader: ArchiveReader): never {
  return reader.refuse("a zip archive in one part", "one of several");
}

/** Reads the entries of the central directory, in its order. */
export function readEntries(reader: ArchiveReader, { count, start, end }: Directory): Entry[] {
  const entries: Entry[] = [];
  let at = start;
  while (at < end) {
    reader.record(at, DIRECTORY_ENTRY_SIZE, DIRECTORY_ENTRY, "an entry of the central directory");
    const nameLength = reader.u16(at + 28);
    const extraLength = reader.u16(at + 30);
    const size = DIRECTORY_ENTRY_SIZE + nameLength + extraLength + reader.u16(at + 32);
    if (size > end - at) {
      reader.refuse(`an entry of at most ${end - at} bytes at byte ${at}`, `${size}`);
    }
    entries.push(readEntry(reader, at, nameLength, extraLength));
    at += size;
  }
  if (entries.length !== count) {
    reader.refuse(`${count} entries of the central directory`, `${entries.length}`);
  }
  return entries;
}

function readEntry(
  reader: ArchiveReader,
  at: number,
  nameLength: number,
  extraLength: number,
): Entry {
  const flags = reader.u16(at + 8);
  const nameStart = at + DIRECTORY_ENTRY_SIZE;
  const nameBytes = reader.slice(nameStart, nameLength, "a name");
  const name = decodeName(nameBytes, (flags & UTF8) !== 0);
  if (name === undefined) return reader.refuse(`a name in UTF-8 at byte ${nameStart}`, "none");
  const take = numbers64(reader, nameStart + nameLength, extraLength);
  return {
    name,
    nameBytes,
    flags,
    method: reader.u16(at + 10),
    crc: reader.u32(at + 16),
    size: take(reader.u32(at + 24)),
    packedSize: take(reader.u32(at + 20)),
    offset: take(reader.u32(at + 42)),
  };
}

/** Takes a number, or in its place, in the order in which they are asked for, that of zip64. */
function numbers64(
  reader: ArchiveReader,
  start: number,
  length: number,
): (value: number) => number {
  const extra = findExtra64(reader, start, start + length);
  let at = extra.start;
  return (value) => {
    if (value !== IN_EXTRA) return value;
    if (at + 8 > extra.end) reader.refuse(`8 bytes of a zip64 field at byte ${at}`, "its end");
    at += 8;
    return reader.u64(at - 8);
  };
}

function findExtra64(
  reader: ArchiveReader,
  start: number,
  end: number,
): { start: number; end: number } {
  let at = start;
  while (at + 4 <= end) {
    const body = at + 4;
    const next = body + reader.u16(at + 2);
    if (reader.u16(at) === EXTRA_64) return { start: body, end: Math.min(next, end) };
    at = next;
  }
  return { start: end, end };
}
