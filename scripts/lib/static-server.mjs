import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";

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
 * @property {string[]} sent the files that it has sent, in order
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
 * @returns {Promise<StaticServer>}
 */
export async function serveFiles(folder, options = {}) {
  const { below = "/", headers = () => ({}) } = options;
  /** @type {string[]} */
  const sent = [];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    const name = path.slice(below.length);
    try {
      if (!path.startsWith(below)) throw new Error(path);
      const file = join(folder, name);
      const found = (await stat(file)).isDirectory() ? join(file, "index.html") : file;
      const type = TYPES[extname(found)] ?? "application/octet-stream";
      const content = await readFile(found);
      sent.push(found);
      response.writeHead(200, { "Content-Type": type, ...headers(name) }).end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}${below}`,
    sent,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
