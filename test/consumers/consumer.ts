import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import packageJson from "../../package.json" with { type: "json" };
import { inProject } from "../../scripts/lib/project.mjs";

/** What the package is made from. */
const SOURCES = ["src", "scripts", "notebooks", "tsconfig.json", "package.json"];
const DOCUMENTS = ["README.md", "CHANGELOG.md", "LICENSE", "NOTICES.md", "environment.md"];

/** A program runs so long at most: a hanging one is to end before its test. */
const LIMIT = 300_000;

/** A project of somebody who has installed the package, as `npm pack` makes it. */
export class Consumer {
  readonly folder: string = mkdtempSync(join(tmpdir(), "middle-layer-consumer-"));
  /** The paths in the package. */
  readonly packed: readonly string[];

  constructor() {
    const installed = join(this.folder, "node_modules", "middle-layer");
    mkdirSync(installed, { recursive: true });
    const { packed, tarball } = this.#pack();
    this.packed = packed;
    this.run("tar", ["-xzf", tarball, "-C", installed, "--strip-components=1"]);
    this.link(...Object.keys(packageJson.dependencies));
  }

  /** Gives the project packages that this one has installed. */
  link(...names: string[]): void {
    for (const name of names) {
      const place = join(this.folder, "node_modules", name);
      mkdirSync(dirname(place), { recursive: true });
      symlinkSync(inProject("node_modules", name), place, "junction");
    }
  }

  write(name: string, text: string): string {
    const path = join(this.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  }

  /** What a program prints that is run in the project; its output is in the error when it fails. */
  run(command: string, args: string[], cwd: string = this.folder): string {
    try {
      return execFileSync(command, args, {
        cwd,
        encoding: "utf8",
        timeout: LIMIT,
        stdio: "pipe",
        shell: process.platform === "win32" && command === "npm",
      });
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      throw new Error(`${command} ${args.join(" ")}:\n${stdout}${stderr}`);
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Packs a copy of the sources alone, so that nothing comes from an older build and no other test sees this one. */
  #pack(): { packed: string[]; tarball: string } {
    const copy = join(this.folder, "copy");
    for (const name of [...SOURCES, ...DOCUMENTS]) {
      cpSync(inProject(name), join(copy, name), { recursive: true });
    }
    symlinkSync(inProject("node_modules"), join(copy, "node_modules"), "junction");
    const [result] = JSON.parse(this.run("npm", ["pack", "--json", "--silent"], copy));
    const packed = result.files.map((file: { path: string }) => file.path);
    return { packed, tarball: join(copy, result.filename) };
  }
}
