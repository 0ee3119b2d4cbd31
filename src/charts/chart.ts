import { describe } from "../check.js";
import { loadRenderer } from "../render/load.js";
import { withPicture } from "./with-picture.js";

/** One content in several MIME types; a front end shows the richest that it knows. */
export interface MimeBundle {
  readonly [mimeType: string]: unknown;
}

/**
 * A vega-lite v5 specification: a plain object. Of vega's own types nothing is used, as they slow
 * every cell of a notebook.
 */
export interface VegaLiteSpec {
  readonly [property: string]: unknown;
}

/**
 * A chart: a vega-lite v5 specification, and one sentence that says what is seen. The sentence is the
 * specification's `description`, which front ends read out, and the alternative text of the picture.
 *
 * Nothing is drawn before it is shown: `await display(chart)`, or as last value of a cell in a
 * kernel that calls the method `Symbol.for("Jupyter.display")`, which gives the bundle of
 * {@link render} without its metadata.
 */
export class Chart {
  readonly spec: VegaLiteSpec;
  readonly text: string;

  /** TypeError if `spec` is not an object or `text` not a string. */
  constructor(spec: VegaLiteSpec, text: string) {
    if (typeof spec !== "object" || spec === null || Array.isArray(spec)) {
      throw new TypeError(`Chart: expected a vega-lite specification, got ${describe(spec)}`);
    }
    if (typeof text !== "string") {
      throw new TypeError(`Chart: expected a sentence as text, got ${describe(text)}`);
    }
    this.spec = text === "" ? spec : { ...spec, description: text };
    this.text = text;
  }

  /**
   * The chart for a front end that draws it (vega-lite), one that shows pictures (PNG in base64)
   * and one that shows text; and as metadata the size at which the PNG, drawn at twice that size,
   * is to be shown, and its alternative text. Without the PNG where nothing can draw it: in a browser, or where the packages for
   * it are not installed, which is said once.
   */
  async render(): Promise<{ data: MimeBundle; metadata: MimeBundle }> {
    // vega and resvg take 0.1 s to load: at the first chart, not at import.
    const renderer = loadRenderer();
    return withPicture(this, renderer?.toPng(await renderer.toSvg(this.spec)));
  }
}

/**
 * The name of the method by which an object shows itself in a Jupyter kernel; Deno's kernel calls
 * it too.
 */
export const JUPYTER_DISPLAY: unique symbol = Symbol.for("Jupyter.display");

// Not in the class: `isolatedDeclarations` allows no method there that is named by a symbol.
Object.defineProperty(Chart.prototype, JUPYTER_DISPLAY, {
  async value(this: Chart): Promise<MimeBundle> {
    return (await this.render()).data;
  },
});
