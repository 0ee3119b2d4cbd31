import { expect, test } from "vitest";
import { wordsOf } from "./prose.js";

test("wordsOf leaves out code, formulas and addresses", () => {
  const text =
    "one `a` two $b$ three\n\n$$\nc\n$$\n\n[four](d.md) <b>five</b>\n\n```ts\ne\n```\nsix";
  expect(wordsOf(text).match(/\w+/g)).toEqual(["one", "two", "three", "four", "five", "six"]);
});
