// At the head of each page: where its threads may not share memory yet, loads it again through the service
// worker, before anything else is done. Where that does not help, as in private windows, the page goes on.
globalThis.isolated = (async () => {
  const TRIED = "middle-layer: isolated";
  if (crossOriginIsolated) return sessionStorage.removeItem(TRIED);
  if (!("serviceWorker" in navigator) || sessionStorage.getItem(TRIED) !== null) return;
  try {
    await navigator.serviceWorker.register("../service-worker.js");
    const late = new Promise((_, reject) => setTimeout(reject, 5000));
    await Promise.race([navigator.serviceWorker.ready, late]);
  } catch {
    return;
  }
  sessionStorage.setItem(TRIED, "yes");
  location.reload();
  await new Promise(() => {});
})();
