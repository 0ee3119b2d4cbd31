import type { BrowserContext, Page } from "playwright-core";
import type { StaticServer } from "../../scripts/lib/static-server.mjs";
import { LIMIT } from "../limits.js";

/** What a request to the kernel gave. */
export interface Ran {
  status: string;
  /** What came on iopub: type and text of each message. */
  seen: [type: string, text: string][];
}

interface Reply {
  content: Record<string, unknown>;
}

interface Message {
  header: { msg_type: string };
  content: { text?: string; traceback?: string[]; data?: Record<string, unknown> };
}

/** What is used of JupyterLab in its page, which hands it out as `jupyterapp`. */
export interface Lab {
  commands: { execute(id: string): Promise<unknown> };
  serviceManager: {
    settings: {
      fetch(id: string): Promise<{ raw: string }>;
      save(id: string, raw: string): Promise<void>;
    };
    contents: {
      save(path: string, model: object): Promise<unknown>;
      get(path: string, options: { content: boolean }): Promise<{ content: object }>;
    };
  };
  shell: {
    currentWidget: {
      content: { model: { toJSON(): { cells: Cell[] } } };
      context: { save(): Promise<void> };
      sessionContext: { session: { kernel: Kernel } | null };
    } | null;
  };
}

interface Kernel {
  status: string;
  interrupt(): Promise<void>;
  restart(): Promise<void>;
  shutdown(): Promise<void>;
  requestExecute(content: object, disposeOnDone: boolean): Future;
  requestComplete(content: object): Promise<Reply>;
  requestInspect(content: object): Promise<Reply>;
  requestIsComplete(content: object): Promise<Reply>;
  requestHistory(content: object): Promise<Reply>;
  sendInputReply(content: object): void;
}

interface Future {
  done: Promise<Reply>;
  onIOPub: (message: Message) => void;
  onStdin: () => void;
}

/** How code is run. */
export interface RunOptions {
  /** Milliseconds after the first output until it is interrupted. */
  interrupt?: number;
  /** What is typed for a prompt. */
  input?: string;
  /** Milliseconds for output after the end. */
  late?: number;
  /** Whether an error aborts what waits. */
  stopOnError?: boolean;
}

export interface Cell {
  id: string;
  cell_type: string;
  execution_count?: number | null;
  outputs?: Output[];
}

export interface Output {
  output_type: string;
  name?: string;
  text?: string | string[];
  data?: Record<string, unknown>;
}

declare const jupyterapp: Lab;

/** JupyterLite in a page of its own, with a notebook open and its kernel ready. */
export class LitePage {
  readonly page: Page;
  /** What went wrong in the page, and requests that left the folder that is served. */
  readonly faults: string[];

  private constructor(page: Page) {
    this.page = page;
    this.faults = [];
  }

  /** Opens a notebook in a new page of a window, at the address of JupyterLite's server. */
  static async open(
    context: BrowserContext,
    { url }: StaticServer,
    path: string,
  ): Promise<LitePage> {
    const lite = new LitePage(await context.newPage());
    const { page, faults } = lite;
    page.on("request", (request) => {
      if (/^https?:/.test(request.url()) && !request.url().startsWith(url))
        faults.push(request.url());
    });
    page.on("pageerror", (error) => faults.push(String(error.stack)));
    page.on("console", (message) => {
      if (message.type() === "error") faults.push(message.text());
    });
    await page.goto(`${url}try/notebooks/index.html?path=${path}`);
    await lite.ready();
    return lite;
  }

  /** Waits for the kernel of the notebook. */
  async ready(): Promise<void> {
    await this.page.waitForFunction(
      () =>
        "jupyterapp" in globalThis &&
        jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status === "idle",
      null,
      { timeout: LIMIT },
    );
  }

  /** Runs code to its end. */
  run(code: string, options: RunOptions = {}): Promise<Ran> {
    return this.page.evaluate(
      async ([code, { interrupt, input = "", late = 0, stopOnError = false }]) => {
        const kernel = jupyterapp.shell.currentWidget?.sessionContext.session?.kernel as Kernel;
        const seen: [string, string][] = [];
        const content = { code, allow_stdin: true, stop_on_error: stopOnError };
        const future = kernel.requestExecute(content, false);
        future.onIOPub = ({ header, content }) => {
          if (/status|execute_input/.test(header.msg_type)) return;
          const { text, traceback, data } = content;
          if (header.msg_type === "stream" && interrupt !== undefined)
            setTimeout(() => void kernel.interrupt(), interrupt);
          seen.push([
            header.msg_type,
            text ?? traceback?.join("\n") ?? String(data?.["text/plain"] ?? ""),
          ]);
        };
        future.onStdin = () => kernel.sendInputReply({ status: "ok", value: input });
        const { status } = (await future.done).content;
        await new Promise((resolve) => setTimeout(resolve, late));
        return { status: String(status), seen };
      },
      [code, options] as const,
    );
  }

  /** The content of the reply to a request that runs no code. */
  ask(
    kind: "requestComplete" | "requestInspect" | "requestIsComplete" | "requestHistory",
    content: object,
  ): Promise<Record<string, unknown>> {
    return this.page.evaluate(
      async ([kind, content]) => {
        const kernel = jupyterapp.shell.currentWidget?.sessionContext.session?.kernel as Kernel;
        return (await kernel[kind](content)).content;
      },
      [kind, content] as const,
    );
  }

  /** Ends the kernel. */
  shutdown(): Promise<void> {
    return this.page.evaluate(async () => {
      await jupyterapp.shell.currentWidget?.sessionContext.session?.kernel?.shutdown();
    });
  }

  restart(): Promise<void> {
    return this.page.evaluate(async () => {
      await jupyterapp.shell.currentWidget?.sessionContext.session?.kernel.restart();
    });
  }

  /** Puts a text file beside the notebooks, as the reader's upload does. */
  save(path: string, content: string): Promise<void> {
    return this.page.evaluate(
      async ([path, content]) => {
        const model = { type: "file", format: "text", content };
        await jupyterapp.serviceManager.contents.save(path, model);
      },
      [path, content] as const,
    );
  }

  /** Runs all cells of the notebook; returns the code cells then. */
  async runAll(): Promise<Cell[]> {
    await this.page.evaluate(() => jupyterapp.commands.execute("notebook:run-all-cells"));
    return this.page.evaluate(() => {
      const { cells = [] } = jupyterapp.shell.currentWidget?.content.model.toJSON() ?? {};
      return cells.filter(({ cell_type }) => cell_type === "code");
    });
  }

  /** Saves the notebook; returns the file. */
  saved(path: string): Promise<{ cells: Cell[] }> {
    return this.page.evaluate(async (path) => {
      await jupyterapp.shell.currentWidget?.context.save();
      const { content } = await jupyterapp.serviceManager.contents.get(path, { content: true });
      return content as { cells: Cell[] };
    }, path);
  }
}
