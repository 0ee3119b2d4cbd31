import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { inProject } from "../scripts/lib/project.mjs";
import { text } from "./documents.js";

const { engines, bin } = JSON.parse(text("package.json"));
const oldest = (engines.node as string).replace(">=", "");

describe(".devcontainer/devcontainer.json", () => {
  const container = JSON.parse(text(".devcontainer/devcontainer.json"));

  test("has the oldest Node that the project asks for, and a Python that will do", () => {
    const versions = Object.entries(container.features as Record<string, { version: string }>).map(
      ([name, { version }]) => [/features\/(\w+):/.exec(name)?.[1], version],
    );
    expect(Object.fromEntries(versions)).toEqual({
      node: oldest,
      python: expect.stringMatching(/^3\.1[0-4]$/),
    });
    expect(Object.keys(container.features).every((name) => /^[\w./-]+:\d+$/.test(name))).toBe(true);
  });

  test("sets up by the project's own command", () => {
    expect(container.postCreateCommand).toBe("npm start -- --setup-only");
    expect(container.image).toMatch(/^mcr\.microsoft\.com\/devcontainers\/base:\w+$/);
    expect(container.forwardPorts).toEqual([8888]);
  });
});

describe(".binder", () => {
  test("asks for the Node of package.json and a Python that will do", () => {
    const lines = text(".binder/environment.yml").split("\n");
    expect(lines).toContain(`  - nodejs${engines.node}`);
    expect(lines).toContainEqual(expect.stringMatching(/^ {2}- python=3\.1[0-4]$/));
  });

  test("has a postBuild that bash understands, of commands that are there", () => {
    const { status, stderr } = spawnSync("bash", ["-n", inProject(".binder", "postBuild")]);
    expect([status, String(stderr)]).toEqual([0, ""]);
    const commands = text(".binder/postBuild")
      .split("\n")
      .filter((line) => /^np[mx] /.test(line));
    expect(commands).toEqual([
      "npm start -- --setup-only",
      "npx middle-layer kernel install --sys-prefix",
    ]);
    expect(Object.keys(bin)).toEqual(["middle-layer"]);
    const { stdout } = spawnSync(process.execPath, [inProject("dist/kernel/cli.js"), "--help"]);
    expect(String(stdout)).toContain("--sys-prefix");
    expect(existsSync(inProject(".binder", "environment.yml"))).toBe(true);
  });

  test("may be executed", () => {
    const { stdout } = spawnSync("git", ["ls-files", "-s", ".binder/postBuild"], {
      cwd: inProject(),
    });
    expect(String(stdout)).toMatch(/^100755 /);
  });
});
