import { pause } from "./web.js";

// A notebook's charts take JupyterLab longer than all else that is shown; until its kernel is ready,
// readers see the pictures that were saved beside them.

/** An output: by type of content, what it shows, and what is said of that. */
interface Model {
  data: Record<string, unknown>;
  metadata: Record<string, unknown>;
}

/** What is used of JupyterLab's widgets for outputs. */
interface Renderer {
  readonly isDisposed: boolean;
  node: { replaceChildren(child: object): void };
  renderModel(model: Model): Promise<void>;
}

interface Factory {
  createRenderer(options: object): Renderer;
}

/** What is used of JupyterLab's registry of renderers. */
export interface Renderers {
  mimeTypes: readonly string[];
  getFactory(type: string): Factory;
}

interface Picture {
  src: string;
  alt: string;
  width: number;
  height: number;
}

declare const Image: new () => Picture;

/** Has charts that come before `ready` be drawn after it, one after another, with room for messages between. */
export function drawAfter(ready: Promise<void>, renderers: Renderers): void {
  let isEarly = true;
  let last = ready.then(() => {
    isEarly = false;
  });
  const types = renderers.mimeTypes.filter((type) => type.startsWith("application/vnd.vega"));
  for (const factory of new Set(types.map((type) => renderers.getFactory(type)))) {
    const create = factory.createRenderer.bind(factory);
    factory.createRenderer = (options) => {
      const renderer = create(options);
      if (!isEarly) return renderer;
      const draw = renderer.renderModel.bind(renderer);
      renderer.renderModel = (model) => {
        if (isEarly) showPicture(renderer, model);
        const drawn = last.then(() => (renderer.isDisposed ? undefined : draw(model)));
        last = drawn.catch(() => {}).then(() => pause());
        return drawn;
      };
      return renderer;
    };
  }
}

/** The chart takes its place when it is drawn. */
function showPicture({ node }: Renderer, { data, metadata }: Model): void {
  const png = data["image/png"];
  if (typeof png !== "string") return;
  const { alt = "", width, height } = (metadata["image/png"] ?? {}) as Partial<Picture>;
  const src = `data:image/png;base64,${png}`;
  const size = width && height ? { width, height } : {};
  node.replaceChildren(Object.assign(new Image(), { src, alt, ...size }));
}
