import { expect, test } from "vitest";
import { commentsIn, withoutComments } from "./code.js";

test("withoutComments sees past comments and layout, and at nothing else", () => {
  const plain = withoutComments("const a = `// ${b}`;\nf(a)");
  expect(
    withoutComments("/** A. */ const a = `// ${b}`; // a\n\n// call\nf(\n  a /* a */\n)"),
  ).toBe(plain);
  expect(withoutComments("const a = `/* ${b}`;\nf(a)")).not.toBe(plain);
  expect(withoutComments("const a = `// ${c}`;\nf(a)")).not.toBe(plain);
});

test("commentsIn finds comments of every kind, and no texts that look like them", () => {
  const code =
    '/** one */\nconst a = "// no"; // two\nf(`/* no */ ${g(/* three */ a)}`, /\\/\\*/);\n// four';
  expect(commentsIn(code)).toEqual(["/** one */", "// two", "/* three */", "// four"]);
});
