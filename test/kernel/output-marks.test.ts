import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createMark, createMarkKey, MarkedBytes } from "../../src/kernel/output-marks.js";

/** What a pipe holds after writes of `parts`: bytes of a child process, or the mark of a message for `null`. */
function written(key: Uint8Array, parts: (Uint8Array | null)[]): Buffer {
  const folder = mkdtempSync(join(tmpdir(), "marks-"));
  try {
    const file = join(folder, "pipe");
    const write = openSync(file, "a");
    const mark = createMark({ stdout: { read: -1, write }, stderr: { read: -1, write } }, key);
    const pieces = parts.map((part, at) => {
      if (part !== null) return part;
      const before = readFileSync(file).length;
      expect(mark("stdout")).toBe(parts.slice(0, at + 1).filter((one) => one === null).length);
      return readFileSync(file).subarray(before);
    });
    closeSync(write);
    return Buffer.concat(pieces);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// Bytes of the key itself too, so that beginnings of marks stand where there is none.
const key = createMarkKey();
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 40 }),
  fc.integer({ min: 0, max: key.length - 1 }).map((length) => key.slice(0, length)),
);
const parts = fc.array(fc.oneof(bytes, fc.constant(null)), { maxLength: 20 });

test("messages and bytes come in the order of the writes, however the bytes are cut", () => {
  fc.assert(
    fc.property(parts, fc.array(fc.integer({ min: 1, max: 60 })), (given, cuts) => {
      const all = written(key, given);
      const messages = given.filter((part) => part === null).length;
      let text = "";
      const marked = new MarkedBytes(key, (some) => {
        text += some.toString("latin1");
      });
      let at = 0;
      const next = (): boolean => {
        const length = cuts[at % Math.max(1, cuts.length)] ?? 50;
        const chunk = all.subarray(at, at + length);
        at += length;
        marked.add(chunk);
        return chunk.length > 0;
      };
      for (let message = 1; message <= messages; message++) {
        while (!marked.passOn(message - 1)) expect(next()).toBe(true);
        text += `<${message}>`;
      }
      while (next());
      expect(marked.passOn(messages)).toBe(false);
      let count = 0;
      const expected = given.map((part) =>
        part === null ? `<${++count}>` : Buffer.from(part).toString("latin1"),
      );
      // The beginning of a mark at the very end is kept: the rest of it may come.
      expect(expected.join("").startsWith(text)).toBe(true);
      expect(expected.join("").length - text.length).toBeLessThan(key.length);
    }),
  );
});

test("bytes after a mark wait for its message; marks of messages that never came are passed over", () => {
  let text = "";
  const marked = new MarkedBytes(key, (some) => {
    text += some.toString();
  });
  marked.add(written(key, [Buffer.from("a"), null, Buffer.from("b"), null, Buffer.from("c")]));
  expect([marked.passOn(0), text]).toEqual([true, "a"]);
  expect([marked.passOn(0), text]).toEqual([true, "a"]);
  expect([marked.passOn(2), text]).toEqual([false, "abc"]);
});
