import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { computes, freshGround, GROUNDS, madeGround, remove, works } from "./machine.mjs";

// What the user has set for npm, pip and Python. Each row makes the packages of one of them again.

const NOWHERE = join(GROUNDS, "nowhere");

/** @type {{ name: string, what: string, again: string, env?: NodeJS.ProcessEnv, npmrc?: string, pip?: string }[]} */
const SETTINGS = [
  {
    name: "node-env",
    what: "NODE_ENV=production",
    again: "node_modules",
    env: { NODE_ENV: "production" },
  },
  {
    name: "npm-variables",
    what: "npm_config_omit=dev, only, dry_run, ignore_scripts, package_lock_only, install_links",
    again: "node_modules",
    env: {
      npm_config_omit: "dev",
      npm_config_only: "production",
      npm_config_dry_run: "true",
      npm_config_ignore_scripts: "true",
      npm_config_package_lock_only: "true",
      npm_config_install_links: "true",
    },
  },
  {
    name: "npmrc",
    what: "a .npmrc with omit=dev, omit=optional, production, optional=false, install-links, strategy",
    again: "node_modules",
    npmrc:
      "omit[]=dev\nomit[]=optional\noptional=false\nproduction=true\ninstall-links=true\ninstall-strategy=nested\ndry-run=true\nbin-links=false\n",
  },
  {
    name: "omit-optional",
    what: "npm_config_omit=optional",
    again: "node_modules",
    env: { npm_config_omit: "optional" },
  },
  {
    name: "pip-variables",
    what: "PIP_TARGET, PIP_USER, PIP_NO_DEPS, PIP_DRY_RUN, PIP_REQUIRE_VIRTUALENV, PIP_CONSTRAINT",
    again: ".venv",
    env: {
      PIP_TARGET: NOWHERE,
      PIP_USER: "1",
      PIP_NO_DEPS: "1",
      PIP_DRY_RUN: "1",
      PIP_REQUIRE_VIRTUALENV: "1",
      PIP_CONSTRAINT: "/nowhere.txt",
    },
  },
  {
    name: "pip-conf",
    what: "a pip.conf with user, prefix, no-deps, require-hashes",
    again: ".venv",
    pip: `[global]\nuser = true\n[install]\nprefix = ${NOWHERE}\nno-deps = true\nrequire-hashes = true\n`,
  },
  {
    name: "python-variables",
    what: "PYTHONHOME, PYTHONPATH, PYTHONSTARTUP, PYTHONOPTIMIZE, PYTHONUSERBASE, PYTHONPLATLIBDIR",
    again: ".venv",
    env: {
      PYTHONHOME: "/nowhere",
      PYTHONPATH: "/nowhere",
      PYTHONSTARTUP: "/nowhere.py",
      PYTHONOPTIMIZE: "2",
      PYTHONUSERBASE: NOWHERE,
      PYTHONPLATLIBDIR: "nowhere",
    },
  },
];

export const environments = SETTINGS.map(({ name, what, again, env = {}, npmrc, pip }) => ({
  name: `settings-${name}`,
  what,
  async run() {
    const ground = await madeGround();
    const files = join(GROUNDS, `settings-${name}`);
    mkdirSync(files, { recursive: true });
    /** @type {NodeJS.ProcessEnv} */
    const all = { ...env };
    if (npmrc !== undefined) {
      all.npm_config_userconfig = written(files, "npmrc", npmrc);
    }
    if (pip !== undefined) all.PIP_CONFIG_FILE = written(files, "pip.conf", pip);
    remove(join(ground, again));
    await works(ground, all);
    await computes(ground, all);
    const { output } = await works(ground);
    if (/Setting up/.test(output)) throw new Error(`made otherwise than without: ${output}`);
    return "installed as without it";
  },
}));

/** @param {string} folder @param {string} name @param {string} text */
function written(folder, name, text) {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

/** What may be in a home afterwards: caches. */
const CACHES = [".npm", ".cache/pip", ".cache/biome"];

export const outside = {
  name: "nothing-outside",
  what: "a fresh set-up and a notebook with an empty HOME and TMPDIR",
  async run() {
    const [home, temporary] = ["home", "tmp"].map((name) => join(GROUNDS, name));
    for (const folder of [home, temporary]) mkdirSync(folder);
    const ground = freshGround("outside");
    const env = {
      HOME: home,
      TMPDIR: temporary,
      XDG_CACHE_HOME: undefined,
      npm_config_cache: npmCache(),
      // pip asks the rustc on the PATH for its version, and a rustup that stands for it makes this.
      RUSTUP_HOME: join(GROUNDS, "rustup"),
    };
    await works(ground, env);
    await computes(ground, env);
    const left = [
      ...list(home).filter((path) => !CACHES.includes(path)),
      ...readdirSync(temporary).map((name) => join("TMPDIR", name)),
      ...pycaches(ground),
    ];
    remove(ground);
    if (left.length > 0) throw new Error(`left: ${left.join(", ")}`);
    return `in HOME: ${list(home).join(", ") || "nothing"}; in TMPDIR: nothing`;
  },
};

const npmCache = () =>
  execFileSync("npm", ["config", "get", "cache"], { encoding: "utf8" }).trim() ||
  join(homedir(), ".npm");

/** What is in a home, and in its .cache. @param {string} home */
function list(home) {
  return readdirSync(home).flatMap((name) =>
    name === ".cache" ? readdirSync(join(home, name)).map((cache) => `${name}/${cache}`) : [name],
  );
}

/** @param {string} ground */
function pycaches(ground) {
  const paths = readdirSync(ground, { recursive: true, encoding: "utf8" });
  return paths.filter(
    (path) => /__pycache__$/.test(path) && !/^(\.venv|node_modules)\//.test(path),
  );
}
