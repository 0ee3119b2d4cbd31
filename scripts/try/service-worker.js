// @ts-nocheck: what is declared of service workers contradicts what is declared of pages

// Gives the pages below here the headers by which their threads may share memory, which a server of plain
// files does not send; and keeps what was loaded, so that they open again without a network.
// CACHE is called by the hash of all files when the pages are written.

const CACHE = "VERSION";

/** Files that never change under their name. */
const LASTING = /\/(build|extensions)\//;

const HEADERS = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
};

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => {
  event.waitUntil(
    Promise.all([
      self.clients.claim(),
      caches.keys().then((names) => {
        const old = names.filter((name) => name.startsWith("middle-layer ") && name !== CACHE);
        return Promise.all(old.map((name) => caches.delete(name)));
      }),
    ]),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  event.respondWith(answer(request));
});

async function answer(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request);
  // As it was kept: a browser keeps the code that it has made of a script beside it.
  if (kept !== undefined && LASTING.test(new URL(request.url).pathname)) return kept;
  try {
    const response = withHeaders(await fetch(request));
    if (response.status === 200) await cache.put(request, response.clone());
    return response;
  } catch (error) {
    if (kept !== undefined) return kept;
    throw error;
  }
}

function withHeaders(response) {
  if (response.status === 0) return response; // one that leads elsewhere
  const { body, status, statusText } = response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(HEADERS)) headers.set(name, value);
  return new Response(body, { status, statusText, headers });
}
