import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
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

export interface StaticServer {
  /** The address of the folder. */
  readonly url: string;
  /** Paths that were asked for and are not there. */
  readonly missing: string[];
  close(): void;
}

/** Serves a folder below the path `below`, without headers of any other kind than the type. */
export async function serveFiles(folder: string, below: string): Promise<StaticServer> {
  const missing: string[] = [];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    try {
      if (!path.startsWith(`${below}/`)) throw new Error(path);
      const file = join(folder, path.slice(below.length));
      const found = (await stat(file)).isDirectory() ? join(file, "index.html") : file;
      const type = TYPES[extname(found)] ?? "application/octet-stream";
      response.writeHead(200, { "content-type": type }).end(await readFile(found));
    } catch {
      missing.push(path);
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${below}`,
    missing,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
