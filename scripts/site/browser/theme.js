// The theme that the reader has chosen, before anything is drawn. The API reference, which typedoc
// makes, keeps it under the same name.
(() => {
  let chosen;
  try {
    chosen = localStorage.getItem("tsd-theme");
  } catch {} // a browser may forbid it
  const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
  const theme = chosen === "dark" || chosen === "light" ? chosen : isDark ? "dark" : "light";
  document.documentElement.dataset.theme = theme;
})();
