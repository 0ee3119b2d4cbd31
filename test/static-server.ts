import { readFile, stat } from "node:fs/promises";
import { createServer, type OutgoingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";

const TYPES: Record<string, string> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
  ".ipynb": "application/json",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".webmanifest": "application/manifest+json",
};

/** Headers that make a page one that may share memory between threads. */
export const ISOLATION = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

export interface StaticServer {
  /** The address of the folder, with a slash at its end. */
  readonly url: string;
  close(): void;
}

export interface StaticServerOptions {
  /** The path of the folder on the server, with a slash at both ends. */
  below?: string;
  /** The headers of a file beside its type; `name` is its path in the folder. */
  headers?: (name: string) => OutgoingHttpHeaders;
}

/** Serves the files of a folder; for a folder in it, its `index.html`. */
export async function serveFiles(
  folder: string,
  { below = "/", headers = () => ({}) }: StaticServerOptions = {},
): Promise<StaticServer> {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    const name = path.slice(below.length);
    try {
      if (!path.startsWith(below)) throw new Error(path);
      const file = join(folder, name);
      const found = (await stat(file)).isDirectory() ? join(file, "index.html") : file;
      const type = TYPES[extname(found)] ?? "application/octet-stream";
      const content = await readFile(found);
      response.writeHead(200, { "Content-Type": type, ...headers(name) }).end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${below}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
