import type { Picture } from "../render/png.js";
import type { Chart, MimeBundle } from "./chart.js";

/** What {@link Chart.render} gives for a chart, with its picture if it is drawn. */
export function withPicture(
  { spec, text }: Chart,
  picture: Picture | undefined,
): { data: MimeBundle; metadata: MimeBundle } {
  const vegaLite = { "application/vnd.vegalite.v5+json": spec };
  if (picture === undefined) return { data: { ...vegaLite, "text/plain": text }, metadata: {} };
  const { png, width, height } = picture;
  const data = { ...vegaLite, "image/png": png.toString("base64"), "text/plain": text };
  return { data, metadata: { "image/png": { width, height, alt: text } } };
}
