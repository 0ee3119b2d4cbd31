import { compile } from "vega-lite";
import { describe, expect, it, vi } from "vitest";
import type { Chart, VegaLiteSpec } from "../../src/charts/chart.js";
import { toSvg } from "../../src/render/svg.js";
import { gallery, japaneseGallery } from "./gallery.js";

const english = Object.entries(gallery);
const japanese = Object.entries(japaneseGallery);
const charts = [
  ...english,
  ...japanese.map(([name, chart]) => [`${name} in Japanese`, chart] as const),
];

/** Charts that are reviewed in Japanese as well: each kind once. */
const REVIEWED =
  /^(activation-sigmoid|confusion|decision|frames|graph|histogram|history|image-digits|layer|line|neuron|prediction|signal|tangent|weight|weight-change)$/;

/**
 * A specification as a file that a human can review: numbers with 4 digits, CSV data as a list of lines, and without the look
 * that all charts share.
 */
function readable({ config, ...spec }: VegaLiteSpec): string {
  const shorten = (text: string): string =>
    text.replace(/-?\d+\.\d+(e-?\d+)?/g, (number) => String(Number(Number(number).toPrecision(4))));
  const text = JSON.stringify(
    spec,
    (key, value) => (key === "values" && typeof value === "string" ? value.split("\n") : value),
    2,
  );
  return `${shorten(text)}\n`;
}

/** The drawing of each specification, and what was said meanwhile: each is drawn once. */
const drawings = new Map<VegaLiteSpec, Promise<{ svg: string; words: unknown[][] }>>();

function drawing(spec: VegaLiteSpec): Promise<{ svg: string; words: unknown[][] }> {
  const drawn = drawings.get(spec) ?? draw(spec);
  drawings.set(spec, drawn);
  return drawn;
}

async function draw(spec: VegaLiteSpec): Promise<{ svg: string; words: unknown[][] }> {
  const words: unknown[][] = [];
  for (const channel of ["log", "info", "warn", "error"] as const)
    vi.spyOn(console, channel).mockImplementation((...args) => void words.push(args));
  const svg = await toSvg(spec);
  vi.restoreAllMocks();
  return { svg, words };
}

describe("each chart", () => {
  it.each(english)("%s has the reviewed specification", async (name, { spec }) => {
    await expect(readable(spec)).toMatchFileSnapshot(`expected/${name}.vl.json`);
  });

  it.each(japanese.filter(([name]) => REVIEWED.test(name)))(
    "%s has the reviewed specification in Japanese",
    async (name, { spec }) => {
      await expect(readable(spec)).toMatchFileSnapshot(`expected/ja/${name}.vl.json`);
    },
  );

  it.each(charts)("%s is compiled without a warning", (_, { spec }) => {
    const warnings: unknown[] = [];
    const keep = (...args: unknown[]) => {
      warnings.push(args);
      return logger;
    };
    const skip = () => logger;
    const logger = { level: skip, warn: keep, error: keep, info: skip, debug: skip };
    // @ts-expect-error Our specifications are plain objects, and of the logger only the calls matter.
    compile(spec, { logger });
    expect(warnings).toEqual([]);
  });

  it.each(charts)("%s is drawn without a word", async (_, { spec }) => {
    const { words } = await drawing(spec);
    expect(words).toEqual([]);
  });

  it.each(charts)("%s holds no value that JSON would change", (_, { spec }) => {
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
  });

  it.each(charts)("%s has a sentence, and hides the menu of actions", (_, { spec, text }) => {
    expect(text).toMatch(/^\S.*(\.|。)$/);
    expect(spec.usermeta).toEqual({ embedOptions: { actions: false } });
  });

  it("leaves the colours of ground, text and axes to the theme", () => {
    const { config } = gallery.layer?.spec ?? {};
    const said = JSON.stringify(config);
    for (const what of ["background", "labelColor", "titleColor", "domainColor", "tickColor"]) {
      expect(said).not.toContain(what);
    }
    expect(config).toMatchObject({
      title: expect.not.objectContaining({ color: expect.anything() }),
    });
  });

  it.each(charts)("%s is described by its sentence", (_, { spec, text }) => {
    expect(spec.description).toBe(text);
  });

  it.each(charts)("%s has no letters below 12 pixels", async (_, { spec }) => {
    const sizes = [...(await drawing(spec)).svg.matchAll(/font-size="([\d.]+)px"/g)].map(
      ([, size]) => Number(size),
    );
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(12);
  });

  it.each(charts)("%s is legible on a dark page", async (_, { spec }) => {
    const svg = await toSvg(spec, { theme: "dark" });
    expect(svg).toMatch(/^<svg[^>]*><rect width="[\d.]+" height="[\d.]+" fill="#333"/);
    const black = [...svg.matchAll(/<text[^>]* fill="(black|#000)"[^>]*>([^<]*)</g)].map(
      ([, , text]) => text,
    );
    const { svg: light } = await drawing(spec);
    const white = light.match(/<text[^>]* fill="(white|#fff)"/g);
    expect(white).toBe(null);
    // Black ones stand in coloured cells: numbers.
    expect(black.filter((text) => !/^([a-zδ]+ = )?[−\d.e+-]+$/.test(text ?? ""))).toEqual([]);
  });

  // Names that the gallery gives in one language for both.
  const NAMES = /猫|犬|鳥|魚|部類|ニューロン u₆ の長い(説明の文字列|…)/g;
  it.each(english)("%s says nothing in Japanese where charts are English", async (_, chart) => {
    expect((await wordsOf(chart)).replaceAll(NAMES, "")).not.toMatch(
      /[\u3000-\u9fff\uff01-\uff9f]/,
    );
  });

  const LATIN = ["Sigmoid", "ReLU", "layer", "gradient", "setosa", "versicolor", "virginica"];
  const OWN = [
    "NaN",
    "RMSE",
    "mpg",
    "cm",
    "XOR",
    "yOut",
    "yBack",
    "yB",
    "delta",
    "dy",
    "dx",
    "with",
    "gaps",
    "constant",
    "none",
  ];
  it.each(japanese)("%s says nothing in English where charts are Japanese", async (_, chart) => {
    const words = new Set((await wordsOf(chart)).match(/[A-Za-z]{2,}/g));
    for (const word of [...LATIN, ...OWN]) words.delete(word);
    expect([...words]).toEqual([]);
  });

  it.each(japanese)("%s draws the same numbers in both languages", (name, { spec }) => {
    const numbers = (each: VegaLiteSpec | undefined) =>
      JSON.stringify([each?.width, each?.height]) +
      (JSON.stringify(each).match(/-?\d+\.\d+/g) ?? []).length;
    expect(numbers({ ...spec, title: "", description: "" })).toBe(
      numbers({ ...gallery[name]?.spec, title: "", description: "" }),
    );
  });
});

/** All that a chart says: letters in its picture, titles of tooltips, the name of its slider, its sentence. */
async function wordsOf({ spec, text }: Chart): Promise<string> {
  const letters = [...(await drawing(spec)).svg.matchAll(/<(?:text|tspan)[^>]*>([^<]*)</g)].map(
    ([, each]) => each,
  );
  const titles: string[] = [];
  JSON.stringify(spec, (key, value: unknown) => {
    if (key === "title" && typeof value === "string") titles.push(value);
    if (key === "bind") titles.push(String((value as { name?: unknown }).name ?? ""));
    return value;
  });
  return [...letters, ...titles, text].join(" ").replaceAll(/[\d.]+e[+-]?\d+|&\w+;/g, "");
}
