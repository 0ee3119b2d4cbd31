// JavaScript rounds the exact binary value too, but a tie goes up; NumPy's goes to the even digit.
// A tie has few digits, so 100 decimals show it: every other double has left it long before.
const EXACT = 100;
const TIE = /^50*$/;

/** The exact value of `x`, `|x| < 1e21`, rounded to `decimals` (ties to even), as decimal text. */
export function toFixedHalfEven(x: number, decimals: number): string {
  return settleTie(x.toFixed(decimals), x.toFixed(EXACT), decimals);
}

/** The exact value of `x` as a mantissa with `decimals` behind its point (ties to even) and exponent. */
export function toExponentialHalfEven(x: number, decimals: number): string {
  const [rounded, exponent] = x.toExponential(decimals).split("e");
  const [exact] = x.toExponential(EXACT).split("e");
  return `${settleTie(rounded, exact, decimals)}e${exponent}`;
}

/** `rounded`, unless `exact` lies halfway and ends in an even digit when it is cut instead. */
function settleTie(rounded: string, exact: string, decimals: number): string {
  const point = exact.indexOf(".");
  const cut = exact.slice(0, decimals === 0 ? point : point + 1 + decimals);
  const isTie = TIE.test(exact.slice(point + 1 + decimals));
  return isTie && Number(cut.at(-1)) % 2 === 0 ? cut : rounded;
}
