import * as typescript from "typescript";
import { describe, expect, test } from "vitest";
import { checkCompiler } from "../../src/cells/compiler.js";

describe("checkCompiler", () => {
  test("finds all that the engine uses in the TypeScript that is pinned", () => {
    expect(checkCompiler(typescript).version).toBe("6.0.3");
  });

  test("names what a version lacks, in one line", () => {
    const { createTypeChecker, JsDoc, ...rest } = typescript as typeof typescript & {
      createTypeChecker: unknown;
      JsDoc: object;
    };
    const lacking = {
      ...rest,
      version: "9.9",
      JsDoc: { ...JsDoc, getJsDocTagsFromDeclarations: 1 },
    };
    expect(() => checkCompiler(lacking as unknown as typeof typescript)).toThrow(
      /^TypeScript 9\.9 cannot compile cells: it has no createTypeChecker, JsDoc\.getJsDocTagsFromDeclarations$/,
    );
    expect(createTypeChecker).toBeTypeOf("function");
  });

  // TypeScript 7 is a native program, whose module holds little more than its version.
  test("refuses a module that has nothing", () => {
    expect(() => checkCompiler({ version: "7.0" } as typeof typescript)).toThrow(
      "TypeScript 7.0 cannot compile cells: it has no createTypeChecker, bindSourceFile",
    );
  });
});
