import type { ExecuteReply, ExecuteRequest, Header } from "../run/messages.js";
import type { Heard, Kernel } from "./kernel.js";

/** What JupyterLite makes a kernel with. */
export interface KernelOptions {
  id: string;
  /** The folder of the notebook. */
  location: string;
}

/** What is used of JupyterLite's `BaseKernel`; it is its own at run time. */
export interface BaseKernel {
  readonly id: string;
  readonly location: string;
  readonly executionCount: number;
  readonly parentHeader: Header | undefined;
  readonly isDisposed: boolean;
  dispose(): void;
  stream(content: object, parent?: Header): void;
  displayData(content: object, parent?: Header): void;
  updateDisplayData(content: object, parent?: Header): void;
  publishExecuteResult(content: object, parent?: Header): void;
  publishExecuteError(content: object, parent?: Header): void;
  clearOutput(content: object, parent?: Header): void;
  inputRequest(content: object, parent?: Header): void;
}

/** The method by which `BaseKernel` publishes each type of message. */
const PUBLISHERS = {
  display_data: "displayData",
  update_display_data: "updateDisplayData",
  execute_result: "publishExecuteResult",
  error: "publishExecuteError",
  clear_output: "clearOutput",
} as const;

interface Place {
  code: string;
  cursor_pos: number;
}

/** What a kernel needs from the plugin. */
interface Surroundings {
  version: string;
  start(folder: string): Kernel;
  /** A front end has found a kernel. */
  found(): void;
  /** Has files of the reader's been told to `kernel`, if there are any that it does not know. */
  bringFiles(kernel: Kernel): Promise<void>;
  /** Keeps a file that a cell has written. */
  write(path: string, content: string | Uint8Array): void;
}

/** JupyterLite's class of kernels of this kind, over the `BaseKernel` of the page. */
export function liteKernelOf(
  Base: new (options: KernelOptions) => BaseKernel,
  around: Surroundings,
): new (
  options: KernelOptions,
) => BaseKernel & { interrupt(): Promise<void> } {
  return class LiteKernel extends Base {
    readonly #kernel: Kernel;

    constructor(options: KernelOptions) {
      super(options);
      const folder = `/${options.location}`.replace(/\/+$/, "") || "/";
      this.#kernel = around.start(folder);
      this.#kernel.hear = (message) => this.#hear(message);
      void around.bringFiles(this.#kernel); // reads them while nobody waits
    }

    override dispose(): void {
      if (!this.isDisposed) this.#kernel.dispose();
      super.dispose();
    }

    async interrupt(): Promise<void> {
      await this.#kernel.interrupt();
    }

    async executeRequest(request: ExecuteRequest): Promise<ExecuteReply> {
      // JupyterLite has no other way to tell the request.
      const parent = this.parentHeader as Header;
      const count = this.executionCount;
      const file = request.store_history ? `In[${count}]` : "In[*]";
      const { user_expressions = {}, stop_on_error = true } = request;
      await around.bringFiles(this.#kernel);
      return this.#kernel.execute({
        parent,
        file,
        count,
        request: { ...request, user_expressions, stop_on_error },
      });
    }

    async kernelInfoRequest(): Promise<object> {
      around.found();
      return {
        status: "ok",
        protocol_version: "5.3",
        implementation: "middle-layer",
        implementation_version: around.version,
        language_info: {
          name: "typescript",
          version: "6.0.3",
          mimetype: "text/typescript",
          file_extension: ".ts",
          codemirror_mode: { mode: "typescript", name: "javascript", typescript: true },
        },
        banner: `TypeScript in this page (middle-layer ${around.version})`,
        help_links: [{ text: "TypeScript", url: "https://www.typescriptlang.org/docs/" }],
      };
    }

    completeRequest({ code, cursor_pos }: Place): Promise<object> {
      return this.#kernel.ask("complete", { code, cursor_pos });
    }

    inspectRequest({ code, cursor_pos }: Place): Promise<object> {
      return this.#kernel.ask("inspect", { code, cursor_pos });
    }

    isCompleteRequest({ code }: Place): Promise<object> {
      return this.#kernel.ask("is_complete", { code, cursor_pos: undefined });
    }

    async commInfoRequest(): Promise<object> {
      return { status: "ok", comms: {} };
    }

    inputReply({ value }: { value?: string }): void {
      this.#kernel.input(value ?? "");
    }

    // There are no comms.
    async commOpen(): Promise<void> {}
    async commMsg(): Promise<void> {}
    async commClose(): Promise<void> {}

    #hear(message: Heard): void {
      if (message.type === "stream") {
        const { name, text, parent } = message;
        this.stream({ name, text }, parent);
      } else if (message.type === "input") {
        const { prompt, password } = message;
        this.inputRequest({ prompt, password }, this.parentHeader);
      } else if (message.type === "write") around.write(message.path, message.content);
      else
        this[PUBLISHERS[message.msgType as keyof typeof PUBLISHERS]](
          message.content,
          message.parent,
        );
    }
  };
}
