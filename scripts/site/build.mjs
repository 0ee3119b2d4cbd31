// @ts-expect-error it has no types
import Eleventy from "@11ty/eleventy";
import { writeTry } from "../try/write.mjs";
import { writeApi } from "./api.mjs";
import { writeAssets } from "./assets.mjs";
import { configure } from "./eleventy.mjs";
import { readSeries } from "./notebook.mjs";
import { writeNotices } from "./notices.mjs";
import { writePictures } from "./pictures.mjs";

/** Writes the site into a folder. @param {string} output */
export async function buildSite(output) {
  const series = { en: readSeries("en"), ja: readSeries("ja") };
  const eleventy = new Eleventy("notebooks", output, {
    quietMode: true,
    config: (/** @type {any} */ config) => configure(config, series),
  });
  await eleventy.write();
  await writePictures([...series.en, ...series.ja], output);
  writeNotices(output, [...(await writeAssets(output)), ...(await writeTry(output))]);
  await writeApi(output);
}
