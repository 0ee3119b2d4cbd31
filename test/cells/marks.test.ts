import { describe, expect, test } from "vitest";
import { MARK, shared, unmarked } from "../../src/cells/marks.js";

describe("unmarked", () => {
  test.each([
    [`${shared("f")} is not a function`, "f is not a function"],
    [`${shared("a")}.${"b"} and ${shared("名前")}`, "a.b and 名前"],
    ["__cell__.resume(...).map is not a function", "(intermediate value).map is not a function"],
    ["(0 , fs_1.nope) is not a function", "nope is not a function"],
    ["(0 , nope) is not a function", "nope is not a function"],
    ["nothing to do (0, really)", "nothing to do (0, really)"],
  ])("%j is %j", (text, plain) => {
    expect(unmarked(text)).toBe(plain);
  });
});

describe("shared", () => {
  test("is an identifier, and no name that anybody types", () => {
    expect(() => new Function(`let ${shared("a")} = 1; return ${shared("a")}`)).not.toThrow();
    expect(MARK).toMatch(/^\p{Default_Ignorable_Code_Point}$/u);
  });
});
