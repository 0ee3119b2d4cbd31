import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Request, toRequest } from "../../src/kernel/requests.js";
import type { Json } from "../../src/run/messages.js";

function read(type: string, content: Json): Request {
  const header = { msg_id: "1", msg_type: type, session: "", username: "", date: "", version: "" };
  return toRequest({ identities: [], header, content });
}

const refused = (message: string) => ({ kind: "refused", name: "TypeError", message });

describe("toRequest", () => {
  test("fills in the defaults of an execute_request, also for null", () => {
    const execute = {
      code: "1",
      silent: false,
      store_history: true,
      user_expressions: {},
      allow_stdin: false,
      stop_on_error: true,
    };
    expect(read("execute_request", { code: "1" })).toEqual({ kind: "execute", execute });
    const nulls = { code: "1", silent: null, store_history: null, user_expressions: null };
    expect(read("execute_request", nulls)).toEqual({ kind: "execute", execute });
  });

  test("keeps a silent cell out of the history", () => {
    const request = read("execute_request", { code: "1", silent: true, store_history: true });
    expect(request).toMatchObject({ execute: { silent: true, store_history: false } });
  });

  test.each([undefined, null, 5, ["1"], { toString: 1 }])("refuses %j as code", (code) => {
    for (const type of ["execute", "complete", "inspect", "is_complete"]) {
      const reason = `${type}_request: expected code as a string`;
      expect(read(`${type}_request`, { code })).toEqual(refused(reason));
    }
  });

  test.each(["ab", 5, ["1"], { a: 5 }, { a: null }, { a: { toString: 1 } }])(
    "refuses %j as user_expressions",
    (user_expressions) => {
      const reason = "execute_request: expected user_expressions as an object of strings";
      expect(read("execute_request", { code: "", user_expressions })).toEqual(refused(reason));
    },
  );

  test.each(["1", 1.5, Number.POSITIVE_INFINITY, [], {}, true])(
    "refuses %j as cursor_pos",
    (at) => {
      const reason = "complete_request: expected cursor_pos as a whole number";
      expect(read("complete_request", { code: "", cursor_pos: at })).toEqual(refused(reason));
    },
  );

  test.each([-5, 0, 1e15])("takes %j as cursor_pos", (at) => {
    const place = { code: "a", cursor_pos: at };
    const asked = { kind: "ask", question: "inspect", place };
    expect(read("inspect_request", { code: "a", cursor_pos: at })).toEqual(asked);
  });

  test("reads the three kinds of history_request", () => {
    const query = (content: Json) => read("history_request", content);
    expect(query({ hist_access_type: "tail" })).toMatchObject({ query: { output: false, n: 10 } });
    expect(query({ hist_access_type: "search", unique: true })).toMatchObject({
      query: { pattern: "*", unique: true, n: undefined },
    });
    expect(query({ hist_access_type: "range", session: -1, stop: null })).toMatchObject({
      query: { session: -1, start: 0, stop: undefined },
    });
  });

  test.each([
    ["n", { hist_access_type: "tail", n: "many" }],
    ["n", { hist_access_type: "search", n: 0.5 }],
    ["session", { hist_access_type: "range", session: {} }],
    ["start", { hist_access_type: "range", start: [0] }],
    ["stop", { hist_access_type: "range", stop: "3" }],
  ])("refuses an odd %s in a history_request: %j", (name, content) => {
    const reason = `history_request: expected ${name} as a whole number`;
    expect(read("history_request", content)).toEqual(refused(reason));
  });

  test("does nothing about a comm or an input that is none", () => {
    expect(read("comm_open", { comm_id: [] })).toEqual({ kind: "none" });
    expect(read("input_reply", { value: { toString: 1 } })).toEqual({ kind: "none" });
  });

  test("refuses only what asks for an answer", () => {
    expect(read("constructor_request", {})).toMatchObject({ name: "NotImplementedError" });
    expect(read("constructor", {})).toEqual({ kind: "none" });
  });

  test("passes nothing on that is nested deeper than a request has to be", () => {
    const types = fc.constantFrom("execute", "complete", "history", "shutdown", "is_complete");
    const fields = fc.constantFrom(
      ...["code", "cursor_pos", "user_expressions", "silent", "restart", "n", "pattern", "session"],
    );
    const contents = fc.dictionary(fields, fc.oneof(fc.string(), fc.integer(), fc.jsonValue()));
    const accesses = fc.constantFrom("tail", "search", "range");
    fc.assert(
      fc.property(types, contents, accesses, (type, content, hist_access_type) => {
        expect(depth(read(`${type}_request`, { ...content, hist_access_type }))).toBeLessThan(4);
      }),
      { numRuns: 2000 },
    );
  });
});

function depth(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depth));
}
