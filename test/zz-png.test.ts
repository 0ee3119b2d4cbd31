import { mkdirSync, writeFileSync } from "node:fs";
import { it } from "vitest";
import { gallery } from "/tmp/help-charts/test/charts/gallery.js";

const only = new RegExp(process.env.ONLY ?? ".");
it("draws", { timeout: 120000 }, async () => {
  mkdirSync("/tmp/help-charts-gallery", { recursive: true });
  for (const [name, chart] of Object.entries(gallery)) {
    if (!only.test(name)) continue;
    const t = performance.now();
    const { data, metadata } = await chart.render();
    const png = Buffer.from(String(data["image/png"]), "base64");
    writeFileSync(`/tmp/help-charts-gallery/${name}.png`, png);
    console.log(
      name,
      "spec",
      JSON.stringify(chart.spec).length,
      "png",
      png.length,
      JSON.stringify(metadata),
      Math.round(performance.now() - t) + " ms",
      chart.text,
    );
  }
});
