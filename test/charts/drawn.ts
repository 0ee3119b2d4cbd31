import { vi } from "vitest";
import type { Chart } from "../../src/charts/chart.js";
import { toPng } from "../../src/render/png.js";
import { toSvg } from "../../src/render/svg.js";
import { decode, type Pixels } from "../render/png.js";

/** A chart drawn, with all that vega-lite, vega and the package had to say. */
export async function drawn({ spec }: Chart): Promise<{ pixels: Pixels; words: unknown[] }> {
  const words: unknown[] = [];
  const channels = ["log", "info", "warn", "error"] as const;
  const spies = channels.map((channel) =>
    vi.spyOn(console, channel).mockImplementation((...args) => void words.push(...args)),
  );
  try {
    return { pixels: decode(toPng(await toSvg(spec)).png), words };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

/** Whether a colour is none of the greys of text and axes. */
export function isColoured(colour: number): boolean {
  const channels = [colour >> 16, (colour >> 8) & 255, colour & 255];
  return Math.max(...channels) - Math.min(...channels) > 16;
}

/** How many pixels of a picture are of colours that `test` picks. */
export function count({ width, height, at }: Pixels, test: (colour: number) => boolean): number {
  let found = 0;
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) if (test(at(x, y))) found++;
  return found;
}
