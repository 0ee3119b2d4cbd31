import { type DType, LAYOUTS } from "../npy/dtype.js";

/** The least dtype that holds both, as NumPy's `promote_types` has it. */
export function promote(a: DType, b: DType): DType {
  if (a === b || b === "bool") return a;
  if (a === "bool") return b;
  const [first, second] = [partsOf(a), partsOf(b)];
  const kinds = [first.kind, second.kind];
  if (!kinds.includes("float")) return promoteIntegers(first, second);
  const bits = [first, second].map(({ kind, bits }) => (kind === "float" ? bits : bits * 2));
  return `float${Math.min(Math.max(16, ...bits), 64)}` as DType;
}

interface Parts {
  readonly kind: "int" | "uint" | "float";
  readonly bits: number;
}

function partsOf(dtype: DType): Parts {
  return { kind: dtype.replace(/\d+$/, "") as Parts["kind"], bits: LAYOUTS[dtype].size * 8 };
}

function promoteIntegers(a: Parts, b: Parts): DType {
  if (a.kind === b.kind) return `${a.kind}${Math.max(a.bits, b.bits)}` as DType;
  const [signed, unsigned] = a.kind === "int" ? [a, b] : [b, a];
  const bits = Math.max(signed.bits, unsigned.bits * 2);
  return bits > 64 ? "float64" : (`int${bits}` as DType);
}
