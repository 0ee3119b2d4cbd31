/** The bytes of an archive, read in the name of a call: RangeError where they end too early. */
export class ArchiveReader {
  readonly #call: string;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;

  constructor(call: string, bytes: Uint8Array) {
    this.#call = call;
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  get length(): number {
    return this.#bytes.length;
  }

  u16(at: number): number {
    return this.#view.getUint16(at, true);
  }

  u32(at: number): number {
    return this.#view.getUint32(at, true);
  }

  /** RangeError above 2^53, where there is no file. */
  u64(at: number): number {
    const value = Number(this.#view.getBigUint64(at, true));
    if (!Number.isSafeInteger(value)) this.refuse(`a number below 2^53 at byte ${at}`, `${value}`);
    return value;
  }

  /** A view of some bytes; `what` names them where they are not all there. */
  slice(start: number, length: number, what: string): Uint8Array {
    this.need(start, length, what);
    return this.#bytes.subarray(start, start + length);
  }

  /** Throws unless these bytes are in the archive. */
  need(start: number, length: number, what: string): void {
    const rest = Math.max(0, this.length - start);
    if (rest < length) this.refuse(`${length} bytes of ${what} from byte ${start} on`, `${rest}`);
  }

  /** Throws unless a record of `size` bytes with this signature begins here. */
  record(start: number, size: number, signature: number, what: string): void {
    this.need(start, size, what);
    const found = this.u32(start);
    if (found !== signature) {
      this.refuse(`${what}, ${hex(signature)}, at byte ${start}`, hex(found));
    }
  }

  refuse(expected: string, got: string): never {
    throw new RangeError(`${this.#call}: expected ${expected}, got ${got}`);
  }
}

/** Eight digits. */
export function hex(value: number): string {
  return `0x${value.toString(16).padStart(8, "0")}`;
}
