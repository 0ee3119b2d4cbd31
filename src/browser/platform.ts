/** What cells find in a browser, as declarations: a part of it, in the forms that Node has, too. */
export const PLATFORM = `
interface Console {
  log(...data: any[]): void;
  info(...data: any[]): void;
  debug(...data: any[]): void;
  warn(...data: any[]): void;
  error(...data: any[]): void;
  trace(...data: any[]): void;
  dir(item: any, options?: object): void;
  assert(condition?: any, ...data: any[]): void;
  group(...label: any[]): void;
  groupEnd(): void;
  count(label?: string): void;
  countReset(label?: string): void;
  time(label?: string): void;
  timeLog(label?: string, ...data: any[]): void;
  timeEnd(label?: string): void;
  table(data: any, columns?: readonly string[]): void;
}
declare var console: Console;

declare function setTimeout(callback: (...args: any[]) => void, ms?: number, ...args: any[]): number;
declare function setInterval(callback: (...args: any[]) => void, ms?: number, ...args: any[]): number;
declare function clearTimeout(id: number | undefined): void;
declare function clearInterval(id: number | undefined): void;
declare function queueMicrotask(callback: () => void): void;
declare function structuredClone<T>(value: T, options?: { transfer?: any[] }): T;
declare function atob(data: string): string;
declare function btoa(data: string): string;
declare var performance: { now(): number; readonly timeOrigin: number };
declare var crypto: {
  getRandomValues<T extends ArrayBufferView>(array: T): T;
  randomUUID(): string;
  readonly subtle: any;
};

interface URLSearchParams extends Iterable<[string, string]> {
  get(name: string): string | null;
  getAll(name: string): string[];
  has(name: string): boolean;
  set(name: string, value: string): void;
  append(name: string, value: string): void;
  delete(name: string): void;
  toString(): string;
}
declare var URLSearchParams: { new (init?: string | Record<string, string> | [string, string][]): URLSearchParams };
interface URL {
  hash: string; host: string; hostname: string; href: string; readonly origin: string; password: string;
  pathname: string; port: string; protocol: string; search: string; readonly searchParams: URLSearchParams; username: string;
  toString(): string;
}
declare var URL: { new (url: string | URL, base?: string | URL): URL; canParse(url: string, base?: string): boolean };
declare var TextEncoder: { new (): { encode(text?: string): Uint8Array<ArrayBuffer> } };
declare var TextDecoder: { new (label?: string, options?: { fatal?: boolean }): { decode(bytes?: ArrayBuffer | ArrayBufferView): string } };

interface AbortSignal { readonly aborted: boolean; readonly reason: any; throwIfAborted(): void }
interface AbortController { readonly signal: AbortSignal; abort(reason?: any): void }
declare var AbortController: { new (): AbortController };
declare var AbortSignal: { timeout(ms: number): AbortSignal; abort(reason?: any): AbortSignal };
interface Response {
  readonly ok: boolean;
  readonly status: number;
  readonly statusText: string;
  readonly url: string;
  readonly headers: { get(name: string): string | null; has(name: string): boolean };
  readonly body: any;
  arrayBuffer(): Promise<ArrayBuffer>;
  json(): Promise<any>;
  text(): Promise<string>;
}
declare function fetch(url: string | URL, options?: { method?: string; headers?: Record<string, string>; body?: any; signal?: AbortSignal }): Promise<Response>;

/** The files of the notebook's folder. */
declare module "node:fs" {
  type Encoding = "utf8" | "utf-8";
  export function readFileSync(path: string): Uint8Array<ArrayBuffer>;
  export function readFileSync(path: string, encoding: Encoding | { encoding: Encoding }): string;
  export function writeFileSync(path: string, data: string | Uint8Array): void;
  export function existsSync(path: string): boolean;
  export function readdirSync(path: string): string[];
  const fs: { readFileSync: typeof readFileSync; writeFileSync: typeof writeFileSync; existsSync: typeof existsSync; readdirSync: typeof readdirSync };
  export default fs;
}
declare module "fs" {
  export * from "node:fs";
  export { default } from "node:fs";
}
`;
