import { join } from "node:path";
import { Application, JSX } from "typedoc";
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
  const project = await app.convert();
  if (!project) throw new Error("typedoc could not read src/index.ts");
  await app.generateDocs(project, join(output, "api"));
}
