import { lostInProduct } from "../elementwise/rounding.js";

// What test/fixtures/scripts/logarithm_table.py finds. Number i of STEPS is that of the interval
// 0.6875 + i/256 … 0.6875 + (i+1)/256, and from z = 1 on of 1 + (i-80)/128 … 1 + (i-79)/128.

/** Last places from 1 / centre of an interval to its `invc`. */
const STEPS = [
  -23142382, -57643754, -234334839, -124664804, 19045012, -123323398, -501163255, 342479926,
  -234593306, 57421184, 513617488, -240891478, 85169741, 28659150, 284053799, 342563057, -68420459,
  -346144712, -90113766, -464022980, 285342708, -489548825, 376054848, 47397812, -423637851,
  -260988534, 336107021, 448241578, 154177355, 447893384, 241227555, -420636714, -218426730,
  -96876684, -205835218, -368178198, -345128710, -510284502, 481763731, 209336112, 429336310,
  15489329, 442353177, -417834330, 73183371, 515232680, 507984536, 83787275, 330409952, 151596684,
  377744204, 198302857, 214798271, -345957716, 356163107, 215510022, -229897960, -131709726,
  215213618, -464519207, -332821996, 385780520, -400344786, 256208139, 478356527, 345720337,
  128466877, 217515751, -162048343, 295127580, -235892775, -69369347, 93666841, -272860130,
  91915174, 29018059, 258893229, 386009280, -241633007, 68399381, 386341370, 408940642, 65060217,
  -120872168, 189498853, -32395328, -49955913, 154042178, -346113480, 148348366, -396488327,
  -427431396, 107119491, -500798201, 212184347, 305888811, -330297730, -91422864, 6707636,
  273897542, -512931067, -500150233, 485589437, -280752730, 106848032, 30953893, -291342514,
  -408884927, 149302919, -107851081, 225432558, 460497078, -452391632, -490679353, 508304210,
  493208081, 336502878, 526975298, -457361038, -312310462, -365194252, -421357131, 362015322,
  310793228, -441535439, -69145545, -528727990, 433364383,
];

/** The entries of an interval in `logarithmTable`. */
export const ENTRIES = 5;

/**
 * For each of the intervals 1 + j/128 … 1 + (j+1)/128, those from 1.375 on halved: its centre;
 * `invc`, which is 1 / centre but for its last digits, as a sum of two numbers of 24 and 29 bits;
 * centre · invc - 1, which is exact; -log(invc), which is a multiple of 2⁻⁴³ but for 2⁻⁶⁶.
 */
export function logarithmTable(): Float64Array {
  const table = new Float64Array(ENTRIES * STEPS.length);
  for (let i = 0; i < STEPS.length; i++) {
    const centre = i < 80 ? 0.6875 + (i + 0.5) / 256 : 1 + (i - 79.5) / 128;
    const inverse = 1 / centre;
    const invc = inverse + STEPS[i] * (inverse >= 1 ? 2 ** -52 : 2 ** -53);
    const high = Math.fround(invc);
    const product = centre * invc;
    const excess = product - 1 + lostInProduct(centre, invc, product);
    // Rounding makes the same number of what any engine's logarithm gives.
    const logc = Math.round(-Math.log(invc) * 2 ** 43) / 2 ** 43;
    table.set([centre, high, invc - high, excess, logc], ENTRIES * ((i + 48) % STEPS.length));
  }
  return table;
}
