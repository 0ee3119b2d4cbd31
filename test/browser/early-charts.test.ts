import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { drawAfter, type Renderers } from "../../src/browser/early-charts.js";

const VEGA = "application/vnd.vegalite.v5+json";

interface Model {
  data: Record<string, unknown>;
  metadata: Record<string, unknown>;
}

/** A widget for outputs, which tells `seen` what it shows. */
class Widget {
  isDisposed = false;
  readonly node = {
    replaceChildren: (picture: object) =>
      void this.#seen.push(`picture ${JSON.stringify(picture)}`),
  };
  readonly #seen: string[];

  constructor(seen: string[]) {
    this.#seen = seen;
  }

  async renderModel({ data }: Model): Promise<void> {
    const name = String(data[VEGA] ?? data["text/plain"]);
    if (name === "bad") throw new Error("a bad chart");
    this.#seen.push(name);
  }
}

/** What a page has that shows charts and texts, and is ready when `ready` is called. */
function page(): { seen: string[]; widget(type: string): Widget; ready(): void } {
  const seen: string[] = [];
  const factory = () => ({ createRenderer: () => new Widget(seen) });
  const factories: Record<string, ReturnType<typeof factory>> = {
    [VEGA]: factory(),
    "text/plain": factory(),
  };
  const renderers: Renderers = {
    mimeTypes: Object.keys(factories),
    getFactory: (type) => factories[type] as ReturnType<Renderers["getFactory"]>,
  };
  let ready = (): void => {};
  drawAfter(new Promise((resolve) => (ready = resolve)), renderers);
  const widget = (type: string) => renderers.getFactory(type).createRenderer({}) as Widget;
  return { seen, widget, ready: () => ready() };
}

function chart(name: string, more: Partial<Model> = {}): Model {
  return { metadata: {}, ...more, data: { [VEGA]: name, ...more.data } };
}

beforeEach(() => vi.stubGlobal("Image", class {}));
afterEach(() => vi.unstubAllGlobals());

test("charts are drawn when the page is ready, in their order; texts at once", async () => {
  const { seen, widget, ready } = page();
  const drawn = ["a", "b"].map((name) => widget(VEGA).renderModel(chart(name)));
  await widget("text/plain").renderModel({ data: { "text/plain": "text" }, metadata: {} });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(seen).toEqual(["text"]);
  ready();
  await Promise.all(drawn);
  expect(seen).toEqual(["text", "a", "b"]);
});

test("until then the picture that was saved is shown, as large as it was", async () => {
  const { seen, widget, ready } = page();
  const drawn = widget(VEGA).renderModel(
    chart("a", {
      data: { "image/png": "QUJD" },
      metadata: { "image/png": { alt: "A line.", width: 30, height: 20, srcset: "elsewhere" } },
    }),
  );
  const picture = { src: "data:image/png;base64,QUJD", alt: "A line.", width: 30, height: 20 };
  expect(seen).toEqual([`picture ${JSON.stringify(picture)}`]);
  ready();
  await drawn;
  expect(seen[1]).toBe("a");
});

test("a chart that fails keeps no other from being drawn", async () => {
  const { seen, widget, ready } = page();
  const bad = expect(widget(VEGA).renderModel(chart("bad"))).rejects.toThrow("a bad chart");
  const good = widget(VEGA).renderModel(chart("good"));
  ready();
  await bad;
  await good;
  expect(seen).toEqual(["good"]);
});

test("a chart whose cell is gone is not drawn", async () => {
  const { seen, widget, ready } = page();
  const gone = widget(VEGA);
  const drawn = gone.renderModel(chart("a"));
  gone.isDisposed = true;
  ready();
  await drawn;
  expect(seen).toEqual([]);
});

test("in a page that is ready charts are drawn at once", async () => {
  const { seen, widget, ready } = page();
  ready();
  await new Promise((resolve) => setTimeout(resolve));
  void widget(VEGA).renderModel(chart("a"));
  expect(seen).toEqual(["a"]);
});
