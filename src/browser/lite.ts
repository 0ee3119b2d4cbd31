import { dirname } from "../cells/files.js";
import { Contents, type ContentsManager } from "./contents.js";
import { drawAfter, type Renderers } from "./early-charts.js";
import { Kernel } from "./kernel.js";
import { type BaseKernel, type KernelOptions, liteKernelOf } from "./lite-kernel.js";
import { readOnce, type Settings } from "./settings.js";
import { later } from "./web.js";

// The extension of JupyterLite. JupyterLab asks of one no more than a container of webpack's module
// federation, which is an object with two methods; JupyterLite's own modules come by its scope.

/** The modules that all extensions share: by name and version. */
type SharedModules = Record<string, Record<string, { get(): Promise<() => unknown> }>>;

/** What is used of `@jupyterlite/services`; tokens are opaque. */
interface Services {
  BaseKernel: new (options: KernelOptions) => BaseKernel;
  IKernelSpecs: object;
  IKernelClient: object;
}

/** What is used of `@jupyterlab/rendermime`. */
interface RenderMime {
  IRenderMimeRegistry: object;
}

interface App {
  serviceManager: { contents: ContentsManager; settings: Settings };
  /** All plugins are there. */
  started: Promise<void>;
}

interface KernelSpecs {
  register(kind: { spec: object; create(options: KernelOptions): Promise<BaseKernel> }): void;
}

interface KernelClient {
  interrupt(id: string): Promise<void>;
}

declare const VERSION: string;
declare const document: { currentScript: { src: string } };
declare const location: { search: string };

/** How long charts wait for a kernel, in ms: there may be none. */
const PATIENCE = 10_000;

const base = new URL(document.currentScript.src);

/** The kernel of the notebook in the page's address starts while the page is still built: it takes as long. */
let early = startEarly();

function startEarly(): { folder: string; kernel: Kernel } | undefined {
  const path = new URLSearchParams(location.search).get("path");
  if (!path?.endsWith(".ipynb")) return undefined;
  const folder = dirname(`/${path}`);
  return { folder, kernel: new Kernel(base, folder) };
}

function startKernel(folder: string): Kernel {
  const started = early;
  early = undefined;
  if (started?.folder === folder) return started.kernel;
  started?.kernel.dispose();
  return new Kernel(base, folder);
}

let found = (): void => {};

/** A front end has found its kernel, if a notebook is opened at once. */
const ready = new Promise<void>((resolve) => {
  found = resolve;
  later(resolve, early === undefined ? 0 : PATIENCE);
});

const settings = {
  id: "middle-layer:settings",
  description: "Reads the settings once.",
  autoStart: true,
  activate: ({ serviceManager }: App) => readOnce(serviceManager.settings),
};

function charts({ IRenderMimeRegistry }: RenderMime): object {
  return {
    id: "middle-layer:charts",
    description: "Draws a notebook's charts when its kernel is ready.",
    autoStart: true,
    requires: [IRenderMimeRegistry],
    activate({ started }: App, renderers: Renderers) {
      void started.then(() => drawAfter(ready, renderers));
    },
  };
}

function kernel({ BaseKernel, IKernelSpecs, IKernelClient }: Services): object {
  return {
    id: "middle-layer:kernel",
    description: "A kernel for TypeScript that runs in the page.",
    autoStart: true,
    requires: [IKernelSpecs],
    optional: [IKernelClient],
    activate({ serviceManager }: App, specs: KernelSpecs, client: KernelClient | null) {
      const contents = new Contents(serviceManager.contents);
      const kernels = new Map<string, { interrupt(): Promise<void> }>();
      const LiteKernel = liteKernelOf(BaseKernel, {
        version: VERSION,
        start: startKernel,
        found,
        bringFiles: (kernel) => contents.bring(kernel),
        write: (path, content) => contents.write(path, content),
      });
      specs.register({
        // The name that the notebooks have their kernel by.
        spec: {
          name: "tslab",
          display_name: "TypeScript (tslab)",
          language: "typescript",
          argv: [],
          resources: {},
        },
        async create(options) {
          const kernel = new LiteKernel(options);
          kernels.set(options.id, kernel);
          return kernel;
        },
      });
      if (client !== null) interruptKernels(client, kernels);
    },
  };
}

/** JupyterLite tells a kernel nothing of an interrupt: its client only drops the cells that wait. */
function interruptKernels(
  client: KernelClient,
  kernels: ReadonlyMap<string, { interrupt(): Promise<void> }>,
): void {
  const drop = client.interrupt.bind(client);
  client.interrupt = async (id) => {
    await Promise.all([drop(id), kernels.get(id)?.interrupt()]);
  };
}

let shared: SharedModules = {};

async function sharedModule<T>(name: string): Promise<T> {
  const newest = Object.values(shared[name] ?? {}).at(-1);
  if (newest === undefined) throw new Error(`middle-layer: JupyterLite has no ${name}`);
  return (await newest.get())() as T;
}

const container = {
  init(given: SharedModules) {
    shared = given;
  },
  async get() {
    const [services, rendering] = await Promise.all([
      sharedModule<Services>("@jupyterlite/services"),
      sharedModule<RenderMime>("@jupyterlab/rendermime"),
    ]);
    const plugins = [settings, charts(rendering), kernel(services)];
    return () => ({ __esModule: true, default: plugins });
  },
};

const owner = globalThis as { _JUPYTERLAB?: Record<string, unknown> };
owner._JUPYTERLAB ??= {};
owner._JUPYTERLAB["middle-layer"] = container;
