import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";

/** @type {Record<string, string>} */
const TYPES = {
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

/**
 * @typedef {object} StaticServer
 * @property {string} url the address of the folder, with a slash at its end
 * @property {() => number} sent how many bytes of files it has sent
 * @property {() => void} close
 */

/**
 * Serves the files of a folder; for a folder in it, its `index.html`.
 *
 * @param {string} folder
 * @param {object} [options]
 * @param {string} [options.below] the path of the folder on the server, with a slash at both ends
 * @param {(name: string) => Record<string, string>} [options.headers] the headers of a file beside its type;
 *   `name` is its path in the folder
 * @param {boolean} [options.zips] whether it sends files by gzip
 * @returns {Promise<StaticServer>}
 */
export async function serveFiles(folder, options = {}) {
  const { below = "/", headers = () => ({}), zips = false } = options;
  let sent = 0;
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    const name = path.slice(below.length);
    try {
      if (!path.startsWith(below)) throw new Error(path);
      const file = join(folder, name);
      const found = (await stat(file)).isDirectory() ? join(file, "index.html") : file;
      const type = TYPES[extname(found)] ?? "application/octet-stream";
      const content = await readFile(found);
      const body = zips ? gzipSync(content) : content;
      sent += body.length;
      const encoding = zips ? { "Content-Encoding": "gzip" } : {};
      response.writeHead(200, { "Content-Type": type, ...encoding, ...headers(name) }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}${below}`,
    sent: () => sent,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
