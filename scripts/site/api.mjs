import { join } from "node:path";
import { Application, JSX, PageEvent } from "typedoc";
import { inProject } from "../lib/project.mjs";
import { REPOSITORY } from "./links.mjs";

/** Writes the API reference, from the comments in src/, into `api/`. @param {string} output */
export async function writeApi(output) {
  const app = await Application.bootstrap({
    entryPoints: [inProject("src", "index.ts")],
    tsconfig: inProject("tsconfig.json"),
    name: "middle-layer",
    readme: "none",
    includeVersion: true,
    excludeInternal: true,
    excludePrivate: true,
    disableGit: true,
    basePath: inProject(),
    sourceLinkTemplate: `${REPOSITORY}/blob/main/{path}#L{line}`,
    favicon: inProject("scripts", "site", "icon.svg"),
    navigationLeaves: ["linalg"],
    hideGenerator: true,
    githubPages: false,
    skipErrorChecking: true, // the build checks
    logLevel: "Error",
  });
  // typedoc's own options know no link that is relative to the page.
  app.renderer.hooks.on("content.begin", (context) =>
    JSX.createElement(
      "p",
      null,
      JSX.createElement("a", { href: context.relativeURL("../index.html") }, "← Notebooks"),
    ),
  );
  app.renderer.on(PageEvent.END, (page) => {
    page.contents &&= accessible(page.contents);
  });
  const project = await app.convert();
  if (!project) throw new Error("typedoc could not read src/index.ts");
  await app.generateDocs(project, join(output, "api"));
}

/** What typedoc's pages lack: a main part, and headings to unfold without links in them. @param {string} html */
function accessible(html) {
  return html
    .replace('<div class="col-content">', '<div class="col-content" role="main">')
    .replace(/<summary\b.*?<\/summary>/gs, (summary) =>
      summary.replace(/<a\b[^>]*class="tsd-anchor-icon".*?<\/a>/gs, ""),
    );
}
