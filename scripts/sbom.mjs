import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { inProject, npm, venvPython } from "./lib/project.mjs";
import { runMain } from "./lib/run.mjs";
import { setup } from "./lib/setup.mjs";

// Writes bills of materials (CycloneDX 1.5) into sbom/: npm.cdx.json of all that package-lock.json holds,
// those of other platforms too, and python.cdx.json of what is installed in .venv.
await runMain(async () => {
  await setup();
  // Not before: it needs a package that is set up.
  const { pythonPackagesOf } = await import("./lib/licences/python.mjs");
  mkdirSync(inProject("sbom"), { recursive: true });
  write("npm.cdx.json", npmBom());
  write("python.cdx.json", pythonBom(pythonPackagesOf(venvPython)));
  return 0;
});

/** @param {string} name @param {{ components: unknown[] }} bom */
function write(name, bom) {
  writeFileSync(inProject("sbom", name), `${JSON.stringify(bom, null, 2)}\n`);
  console.log(`sbom/${name}: ${bom.components.length} packages`);
}

/** npm's own, of what the lock holds, whatever of it is installed. */
function npmBom() {
  const [command, ...args] = npm;
  const sbom = ["sbom", "--package-lock-only", "--sbom-format=cyclonedx"];
  const include = ["--include=dev", "--include=optional", "--include=peer"];
  const bom = JSON.parse(
    execFileSync(command, [...args, ...sbom, ...include], {
      cwd: inProject(),
      encoding: "utf8",
      maxBuffer: 2 ** 26,
      stdio: ["ignore", "pipe", "inherit"],
      shell: command.endsWith(".cmd"),
    }),
  );
  // npm calls the package by the name of the folder, which is nobody's business.
  const { component } = bom.metadata;
  component.name = component["bom-ref"].slice(0, component["bom-ref"].lastIndexOf("@"));
  return bom;
}

/** @param {{ name: string, version: string, licence: string | undefined }[]} packages */
function pythonBom(packages) {
  return {
    $schema: "http://cyclonedx.org/schema/bom-1.5.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.5",
    version: 1,
    metadata: { timestamp: new Date().toISOString(), lifecycles: [{ phase: "build" }] },
    components: packages.map(({ name, version, licence }) => {
      const purl = `pkg:pypi/${name.toLowerCase().replaceAll(/[-_.]+/g, "-")}@${version}`;
      const licenses = licence ? [{ expression: licence }] : [];
      return { "bom-ref": purl, type: "library", name, version, purl, licenses };
    }),
  };
}
