// TypeScript declares what browsers have only all together (lib "dom"), Node's globals among it in
// another form. This is what the kernel uses.

/** One end of a connection between two threads. */
export interface Port {
  postMessage(message: unknown, transfer?: readonly object[]): void;
  onmessage: ((event: { data: unknown }) => void) | null;
}

/** A thread, as the one that has started it sees it. */
export interface Thread extends Port {
  terminate(): void;
  onerror: ((event: { message?: string; preventDefault(): void }) => void) | null;
}

declare const Worker: new (url: URL, options: { type: "module"; name: string }) => Thread;
declare const MessageChannel: new () => { port1: Port; port2: Port };

/** What a thread's global object has. */
interface ThreadScope extends Port {
  readonly crossOriginIsolated?: boolean;
  close(): void;
  addEventListener(
    type: "error" | "unhandledrejection",
    listener: (event: { error?: unknown; reason?: unknown; preventDefault(): void }) => void,
  ): void;
}

/** The global object, in a thread or in a page. */
export const scope: ThreadScope = globalThis as unknown as ThreadScope;

/** The timer as it is before cells get their own. */
export const later: (work: () => void, ms?: number) => void =
  globalThis.setTimeout.bind(globalThis);

/** Comes back after `ms`, or in the next turn of the event loop. */
export function pause(ms?: number): Promise<void> {
  return new Promise((resolve) => later(resolve, ms));
}

/** Whether threads can share memory. */
export const CAN_SHARE: boolean = scope.crossOriginIsolated === true;

export function startThread(script: string, base: URL): Thread {
  return new Worker(new URL(script, base), { type: "module", name: script });
}

/** Two ends that are connected. */
export function connection(): [Port, Port] {
  const { port1, port2 } = new MessageChannel();
  return [port1, port2];
}
