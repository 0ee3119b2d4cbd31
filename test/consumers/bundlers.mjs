import { join } from "node:path";
import commonjs from "@rollup/plugin-commonjs";
import json from "@rollup/plugin-json";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import * as esbuild from "esbuild";
import { rollup } from "rollup";
import * as vite from "vite";
import webpack from "webpack";

// Their types are those of their CommonJS builds.
/** @typedef {() => import("rollup").Plugin} MakePlugin */
const commonJs = /** @type {MakePlugin} */ (/** @type {unknown} */ (commonjs));
const readJson = /** @type {MakePlugin} */ (/** @type {unknown} */ (json));

/**
 * Bundles `entry` for a page into `folder`, as `bundle.js` and what belongs to it. Resolves to what the
 * bundler complains of.
 *
 * @typedef {(entry: string, folder: string) => Promise<string[]>} Bundler
 */

/** Each with the least configuration that its documentation gives for a page. @type {Record<string, Bundler>} */
export const BUNDLERS = {
  esbuild: async (entry, folder) => {
    const { warnings } = await esbuild.build({
      entryPoints: [entry],
      bundle: true,
      minify: true,
      outfile: join(folder, "bundle.js"),
      logLevel: "silent",
    });
    return warnings.map(({ text }) => text);
  },

  rollup: async (entry, folder) => {
    /** @type {string[]} */
    const warnings = [];
    const bundle = await rollup({
      input: entry,
      plugins: [nodeResolve({ browser: true }), commonJs(), readJson()],
      onwarn: ({ message }) => warnings.push(message),
    });
    await bundle.write({ dir: folder, entryFileNames: "bundle.js", format: "es" });
    return warnings;
  },

  vite: async (entry, folder) => {
    /** @type {string[]} */
    const warnings = [];
    const logger = vite.createLogger("silent");
    logger.warn = logger.warnOnce = (message) => warnings.push(message);
    await vite.build({
      root: join(entry, ".."),
      configFile: false,
      base: "./",
      customLogger: logger,
      build: {
        outDir: folder,
        emptyOutDir: false,
        chunkSizeWarningLimit: 5_000,
        rolldownOptions: { input: entry, output: { entryFileNames: "bundle.js" } },
      },
    });
    return warnings;
  },

  webpack: (entry, folder) =>
    new Promise((resolve, reject) => {
      const output = { path: folder, filename: "bundle.js" };
      // What is said of a bundle's size is no fault of it.
      webpack({ mode: "production", entry, output, performance: false }, (error, stats) => {
        if (error) return reject(error);
        const { errors = [], warnings = [] } = stats?.toJson() ?? {};
        resolve([...errors, ...warnings].map(({ message }) => message));
      });
    }),
};
