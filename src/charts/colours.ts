/**
 * One colour for one thing, in all charts. Every colour here has a contrast of 3 or more to a white
 * ground and to the dark ones of JupyterLab (#333, #111), so its relative luminance is 0.20 … 0.30;
 * black letters on it have 4.5 or more. As they are so alike in luminance, what is told apart by them
 * differs in dash, shape or place as well.
 */
export const colours = {
  /** Numbers below 0, and above: these two hues stand for nothing else. */
  negative: "#2a84d2",
  positive: "#d95f02",
  /** What is no finite number. */
  none: "#888888",
  /** A derivative, a slope. */
  derivative: "#7f8a94",
  /** Samples by what they are for. */
  training: "#9068fb",
  validation: "#8a7f10",
  test: "#14a0c1",
  /** What goes forward through a network, and what comes back. */
  forward: "#2fa29a",
  back: "#e83fae",
  /** Counts and shares, as in a histogram. */
  count: "#1d9169",
} as const;

/**
 * Colours of series that have none of their own, in the order in which they are taken; the first
 * ones remain distinct with any kind of colour vision.
 */
export const PALETTE: readonly string[] = [
  "#9068fb",
  "#8a7f10",
  "#14a0c1",
  "#ec3f5c",
  "#1d9169",
  "#a38873",
  "#e83fae",
  "#817a96",
];

/** Colours of classes, in their order. */
export const CLASS_COLOURS: readonly string[] = [...PALETTE, "#5d8948", "#d606ff"];

/** Shapes of points, in the order of the colours. */
export const SHAPES: readonly string[] = [
  "circle",
  "square",
  "triangle-up",
  "diamond",
  "cross",
  "triangle-down",
];

/** The colour of each activation of the package. */
const ACTIVATIONS: Readonly<Record<string, string>> = {
  Sigmoid: "#1d9169",
  Tanh: "#e83fae",
  ReLU: "#9068fb",
  Softplus: "#8a7f10",
  Identity: "#817a96",
  LeakyReLU: "#14a0c1",
  ELU: "#ec3f5c",
  GELU: "#a38873",
  SiLU: "#5d8948",
  Mish: "#ad6e82",
  SELU: "#d606ff",
  HardSigmoid: "#2fa29a",
  HardTanh: "#a985cc",
  HardSwish: "#b98307",
  Softsign: "#94937a",
};

/** The same by the names of makers, as in `leakyReLU(0.1)`. */
const FAMILIES: ReadonlyMap<string, string> = new Map(
  Object.entries(ACTIVATIONS).map(([name, colour]) => [name.toLowerCase(), colour]),
);

/**
 * A colour for each of at most 8 series: that of an activation of the package where it is called so,
 * and for others, in their order, those left, the colours of common activations last.
 */
export function seriesColours(names: readonly string[]): string[] {
  const taken = new Set<string>();
  const own = names.map((name) => {
    const [, family = ""] = /^(?:bound )?(\w+)(?:\(.*\))?$/.exec(name) ?? [];
    const colour = FAMILIES.get(family.toLowerCase());
    if (colour === undefined || taken.has(colour)) return undefined;
    taken.add(colour);
    return colour;
  });
  const left = [...PALETTE, ...Object.values(ACTIVATIONS)].filter((colour) => !taken.has(colour));
  const common = Object.values(ACTIVATIONS).slice(0, 5);
  const free = new Set([...left.filter((colour) => !common.includes(colour)), ...left]);
  const rest = [...free];
  return own.map((colour) => colour ?? (rest.shift() as string));
}

/** `colour` with so much opacity, 0 … 1: over any ground, and so in any theme. */
export function translucent(colour: string, opacity: number): string {
  const [red, green, blue] = [1, 3, 5].map((i) => Number.parseInt(colour.slice(i, i + 2), 16));
  return `rgba(${red}, ${green}, ${blue}, ${opacity})`;
}
