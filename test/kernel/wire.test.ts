import { describe, expect, test } from "vitest";
import { Wire } from "../../src/kernel/wire.js";

const wire = new Wire("secret");
const sender = [Buffer.from("sender")];
const frames = (content: object = { code: "1" }): Buffer[] =>
  wire.encode(sender, "execute_request", content, undefined).map((frame) => Buffer.from(frame));

describe("Wire.decode", () => {
  test("reads what encode wrote, with the way back", () => {
    const message = wire.decode(frames());
    expect(message?.header.msg_type).toBe("execute_request");
    expect(message?.content).toEqual({ code: "1" });
    expect(message?.identities).toEqual(sender);
  });

  // From jupyter_client: Session(key=b"secret").sign([b'{"msg_id":"1","msg_type":"a"}', b"{}", b"{}", b"{}"])
  test("agrees with jupyter_client on the signature", () => {
    const parts = ['{"msg_id":"1","msg_type":"a"}', "{}", "{}", "{}"];
    const signature = "4beb3cee8185c2221fe505be83f54c1838f6c3a23acb763dab5c73b5444c95e7";
    const signed = ["<IDS|MSG>", signature, ...parts].map((part) => Buffer.from(part));
    expect(wire.decode(signed)?.header.msg_id).toBe("1");
  });

  test("takes buffers after the signed parts", () => {
    expect(wire.decode([...frames(), Buffer.from([0, 255])])?.content).toEqual({ code: "1" });
  });

  test.each([0, 1, 2, 3, 4, 5])("drops a message that is cut after %i frames", (count) => {
    expect(wire.decode(frames().slice(0, count + 1))).toBeUndefined();
  });

  test.each([1, 2, 3, 4, 5, 6])("drops a message whose frame %i was changed", (index) => {
    const changed = frames();
    changed[index] = Buffer.concat([changed[index] as Buffer, Buffer.from(" ")]);
    expect(wire.decode(changed)).toBeUndefined();
  });

  test("drops a message signed with another key", () => {
    expect(new Wire("other").decode(frames())).toBeUndefined();
  });

  test("drops a message that is sent again", () => {
    const sent = frames();
    expect(wire.decode(sent)).toBeDefined();
    expect(wire.decode(sent)).toBeUndefined();
  });

  test("keeps the place of a signature for one that is right", () => {
    const sent = frames();
    const forged = [...sent.slice(0, -1), Buffer.from("{}")];
    expect(wire.decode(forged)).toBeUndefined();
    expect(wire.decode(sent)).toBeDefined();
  });

  test("drops what is not UTF-8", () => {
    const parts = ["<IDS|MSG>", "", '{"msg_id":"1","msg_type":"a"}', "{}", "{}"];
    const content = Buffer.concat([
      Buffer.from('{"code":"'),
      Buffer.from([0xff]),
      Buffer.from('"}'),
    ]);
    const sent = [...parts.map((part) => Buffer.from(part)), content];
    expect(new Wire("").decode(sent)).toBeUndefined();
  });

  test("leaves out what is nested in a header, so that it can be sent back", () => {
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    const header = `{"msg_id":"1","msg_type":"a","subshell_id":null,"deep":${deep},"__proto__":{}}`;
    const sent = ["<IDS|MSG>", "", header, "{}", "{}", "{}"].map((part) => Buffer.from(part));
    const read = new Wire("").decode(sent)?.header;
    expect(read).toEqual({ msg_id: "1", msg_type: "a", subshell_id: null });
    expect(() => wire.encode([], "a", {}, read)).not.toThrow();
  });

  test("drops what is signed but no object", () => {
    const unsigned = new Wire("");
    const parts = ["<IDS|MSG>", "", '{"msg_id":"1","msg_type":"a"}', "{}", "{}", "[]"];
    expect(unsigned.decode(parts.map((part) => Buffer.from(part)))).toBeUndefined();
  });
});

describe("Wire", () => {
  test("an empty key means no signatures", () => {
    const unsigned = new Wire("");
    const sent = unsigned.encode([], "status", {}, undefined).map((frame) => Buffer.from(frame));
    expect(sent[1]).toHaveLength(0);
    expect(unsigned.decode(sent)?.header.msg_type).toBe("status");
  });

  test("refuses a signature scheme that does not exist", () => {
    expect(() => new Wire("k", "hmac-none")).toThrow("Invalid digest: none");
  });
});
