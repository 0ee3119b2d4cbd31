import type { Picture } from "../render/png.js";
import type { Chart, MimeBundle } from "./chart.js";

/** What {@link Chart.render} gives for a chart that is drawn. */
export function withPicture(
  { spec, text }: Chart,
  { png, width, height }: Picture,
): { data: MimeBundle; metadata: MimeBundle } {
  const data = {
    "application/vnd.vegalite.v5+json": spec,
    "image/png": png.toString("base64"),
    "text/plain": text,
  };
  return { data, metadata: { "image/png": { width, height } } };
}
