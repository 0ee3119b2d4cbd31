import { deflateSync } from "fflate";
import { crc32 } from "../../compression/crc32.js";
import { encodeName } from "./names.js";
import type { Member } from "./read.js";
import {
  DEFLATED,
  DIRECTORY_ENTRY,
  DIRECTORY_ENTRY_SIZE,
  END,
  END_SIZE,
  EXTRA_64,
  IN_EXTRA,
  LOCAL_HEADER,
  LOCAL_HEADER_SIZE,
  STORED,
  UTF8,
} from "./records.js";

// As Python's zipfile writes what NumPy gives it: for a member of any size, readable by its owner.
const VERSION_64 = 45;
const UNIX = 3 << 8;
const OWNER_READS_AND_WRITES = 0o600 << 16;
/** The first day of 1980, the first that zip knows, so that the same arrays give the same bytes. */
const DATE = 0x21;
const EXTRA_SIZE = 20;

const MOST_MEMBERS = 0xffff;
const MOST_BYTES = 0xfffffffe;
const LONGEST_NAME = 0xffff;

/**
 * A zip archive of these files, each with its sizes in a field of zip64 too, as NumPy's are; the
 * same bytes for the same files. RangeError in the name of `call`: more than 65,535 files, or more
 * than 4 GiB, or a name that is longer than 65,535 bytes, has NUL or is no Unicode.
 */
export function writeZip(
  call: string,
  members: readonly Member[],
  compressed: boolean,
): Uint8Array {
  if (members.length > MOST_MEMBERS) {
    throw new RangeError(`${call}: expected at most ${MOST_MEMBERS} arrays, got ${members.length}`);
  }
  const packed = members.map((member) => pack(call, member, compressed));
  const locals = packed.map(localHeader);
  const offsets = [0];
  for (const [i, { data }] of packed.entries()) {
    offsets.push(offsets[i] + locals[i].length + data.length);
  }
  const entries = packed.map((member, i) => directoryEntry(member, offsets[i]));
  const directoryStart = offsets[packed.length];
  const directorySize = entries.reduce((sum, { length }) => sum + length, 0);
  const total = directoryStart + directorySize + END_SIZE;
  if (total > MOST_BYTES) {
    throw new RangeError(
      `${call}: expected an archive of at most ${MOST_BYTES} bytes, got ${total}`,
    );
  }
  const archive = packed.flatMap(({ data }, i) => [locals[i], data]);
  return join(total, [
    ...archive,
    ...entries,
    endRecord(packed.length, directorySize, directoryStart),
  ]);
}

interface Packed {
  readonly name: Uint8Array;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly size: number;
  readonly data: Uint8Array;
}

function pack(call: string, { name, bytes }: Member, compressed: boolean): Packed {
  const encoded = encodeName(name);
  if (encoded === undefined || encoded.length > LONGEST_NAME || name.includes("\0")) {
    const shown = JSON.stringify(name.length > 40 ? `${name.slice(0, 40)}…` : name);
    throw new RangeError(
      `${call}: expected names of at most ${LONGEST_NAME} bytes in UTF-8 without NUL, got ${shown}`,
    );
  }
  return {
    name: encoded,
    flags: encoded.some((byte) => byte > 127) ? UTF8 : 0,
    method: compressed ? DEFLATED : STORED,
    crc: crc32(bytes),
    size: bytes.length,
    data: compressed ? deflateSync(bytes) : bytes,
  };
}

function localHeader(member: Packed): Uint8Array {
  const { name, size, data } = member;
  const [header, view] = record(LOCAL_HEADER_SIZE + name.length + EXTRA_SIZE, LOCAL_HEADER);
  writeCommon(view, 4, member, IN_EXTRA, IN_EXTRA);
  view.setUint16(28, EXTRA_SIZE, true);
  header.set(name, LOCAL_HEADER_SIZE);
  const extra = LOCAL_HEADER_SIZE + name.length;
  view.setUint16(extra, EXTRA_64, true);
  view.setUint16(extra + 2, EXTRA_SIZE - 4, true);
  view.setBigUint64(extra + 4, BigInt(size), true);
  view.setBigUint64(extra + 12, BigInt(data.length), true);
  return header;
}

function directoryEntry(member: Packed, offset: number): Uint8Array {
  const { name, size, data } = member;
  const [entry, view] = record(DIRECTORY_ENTRY_SIZE + name.length, DIRECTORY_ENTRY);
  view.setUint16(4, VERSION_64 | UNIX, true);
  writeCommon(view, 6, member, data.length, size);
  view.setUint32(38, OWNER_READS_AND_WRITES, true);
  view.setUint32(42, offset, true);
  entry.set(name, DIRECTORY_ENTRY_SIZE);
  return entry;
}

/** What both records of a member say of it. */
function writeCommon(
  view: DataView,
  at: number,
  { flags, method, crc, name }: Packed,
  packedSize: number,
  size: number,
): void {
  view.setUint16(at, VERSION_64, true);
  view.setUint16(at + 2, flags, true);
  view.setUint16(at + 4, method, true);
  view.setUint16(at + 8, DATE, true);
  view.setUint32(at + 10, crc, true);
  view.setUint32(at + 14, packedSize, true);
  view.setUint32(at + 18, size, true);
  view.setUint16(at + 22, name.length, true);
}

function endRecord(count: number, directorySize: number, directoryStart: number): Uint8Array {
  const [end, view] = record(END_SIZE, END);
  view.setUint16(8, count, true);
  view.setUint16(10, count, true);
  view.setUint32(12, directorySize, true);
  view.setUint32(16, directoryStart, true);
  return end;
}

function record(size: number, signature: number): [Uint8Array, DataView] {
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, signature, true);
  return [bytes, view];
}

function join(length: number, parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
