import { afterAll, describe, expect, test } from "vitest";
import { linalg } from "../../src/index.js";
import { libraries } from "../../src/linalg/blas-library.js";
import { checkBlas, loadBlas } from "../../src/linalg/dgemm.js";

afterAll(() => {
  linalg.use("auto");
});

describe("linalg.use", () => {
  test("returns what is used from now on, and backend() says so", () => {
    expect(linalg.use("wasm")).toBe("wasm");
    expect(linalg.backend()).toBe("wasm");
    expect(linalg.description()).toBe("WebAssembly SIMD");
    expect(linalg.use("plain")).toBe("plain");
    expect(linalg.description()).toBe("plain TypeScript");
  });

  test('"auto" takes the OpenBLAS of the project, whose kernel the description names', () => {
    expect(linalg.use("auto")).toBe("blas");
    expect(linalg.description()).toMatch(/^OpenBLAS 0\.3/);
    expect(linalg.skipped()).toEqual([]);
  });

  test("throws for another name, and changes nothing", () => {
    linalg.use("wasm");
    // @ts-expect-error: no such backend
    expect(() => linalg.use("gpu")).toThrow(
      new RangeError(
        'linalg.use: expected "auto" or "blas" or "wasm" or "plain", got "gpu" (string)',
      ),
    );
    expect(linalg.backend()).toBe("wasm");
  });
});

describe("a BLAS library", () => {
  test("that is not there throws when it is loaded", () => {
    const library = {
      path: "/nowhere/libopenblas.so",
      prefix: "",
      suffix: "",
      int: "int",
    } as const;
    expect(() => loadBlas(library)).toThrow("Failed to load shared library");
  });

  test("without the function throws when it is loaded", () => {
    const [library] = libraries();
    expect(() => loadBlas({ ...library, prefix: "other_" })).toThrow("other_cblas_dgemm64_");
  });

  test("that leaves out what is multiplied by zero fails the test product", () => {
    const blas = loadBlas(libraries()[0]);
    expect(() => checkBlas(blas)).not.toThrow();
    const skipsZeros = { ...blas, dgemm: () => {} };
    expect(() => checkBlas(skipsZeros)).toThrow("a test product came out as 1,2,3,4");
  });
});
