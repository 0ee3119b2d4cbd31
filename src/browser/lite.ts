import { Contents, type ContentsManager } from "./contents.js";
import { Kernel, startCompiler } from "./kernel.js";
import { type BaseKernel, type KernelOptions, liteKernelOf } from "./lite-kernel.js";
import type { Thread } from "./web.js";

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

interface App {
  serviceManager: { contents: ContentsManager };
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

const base = new URL(document.currentScript.src);

/** The compiler of the first kernel starts while the page is still built: it takes as long. */
let spare: Thread | undefined = /[?&]path=[^&]*\.ipynb/.test(location.search)
  ? startCompiler(base)
  : undefined;

function plugin({ BaseKernel, IKernelSpecs, IKernelClient }: Services): object {
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
        start(folder, hear) {
          const compiler = spare;
          spare = undefined;
          return new Kernel(base, folder, hear, compiler);
        },
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

async function sharedModule(name: string): Promise<unknown> {
  const newest = Object.values(shared[name] ?? {}).at(-1);
  if (newest === undefined) throw new Error(`middle-layer: JupyterLite has no ${name}`);
  return (await newest.get())();
}

const container = {
  init(given: SharedModules) {
    shared = given;
  },
  async get() {
    const made = plugin((await sharedModule("@jupyterlite/services")) as Services);
    return () => ({ __esModule: true, default: [made] });
  },
};

const owner = globalThis as { _JUPYTERLAB?: Record<string, unknown> };
owner._JUPYTERLAB ??= {};
owner._JUPYTERLAB["middle-layer"] = container;
