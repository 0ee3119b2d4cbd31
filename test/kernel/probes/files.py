"""Files beside the notebook, packages, and settings of the project."""

import json
import os
import tempfile
from pathlib import Path

from .comfort import write
from .harness import eq, has, kernel, lacks, probe


def folder_probe(title, files, body):
    """A probe in a folder with `files`, a text by its path; `body` gets the kernel and the folder."""

    @probe(title, own=True)
    def _(name):
        with tempfile.TemporaryDirectory() as folder:
            for path, text in files.items():
                write(Path(folder, path), text)
            with kernel(name, cwd=folder) as k:
                body(k, Path(folder))


def kinds(k, _folder):
    for code, result in (
        ('import { a } from "./a"; a', "42"),
        ('import { a as a2 } from "./a.ts"; a2', "42"),
        ('import { a as a3 } from "./a.js"; a3', "42"),
        ('import { View } from "./view"; View()', "[ 'div', { id: 'x' }, 'hi' ]"),
        ('import d from "./d.json"; d.list[0]', "1"),
        ('import d2 from "./d.json" with { type: "json" }; d2', "{ k: 5, list: [ 1 ] }"),
        ('import { k } from "./d.json"; k', "5"),
        ('import { c, d as dd } from "./c.cjs"; [c, dd]', "[ 9, true ]"),
        ('import fn from "./fn.js"; fn()', "3"),
        ('import fn2 = require("./fn.js"); fn2()', "3"),
        ('import esm, { named } from "./esm.js"; [esm, named]', "[ 7, 8 ]"),
        ('import { here } from "./top.mjs"; here', "'local'"),
        ('import { m } from "./m.mjs"; m', "6"),
        ('import { m as m2 } from "./n.cjs"; m2', "6"),
        ('import * as one from "./one"; one.get()', "2"),
        ('import inner from "./sub"; inner', "'index'"),
        ('const name = "./b"; (await import(name)).b', "41"),
        ('(await import("./d.json")).default.k', "5"),
        ('require("./d.json").list', "[ 1 ]"),
        ('require("./c.cjs").c', "9"),
        ('require("./esm").named', "8"),
        ('require("./plain").p', "1"),
    ):
        run = k.run(code)
        eq((code, run.traceback, run.result), (code, "", result))
    run = k.run('require("./waits")')
    has(run.reply["evalue"], "waits at its top; use import")


folder_probe(
    "TypeScript, TSX, JSON, CommonJS and ES modules can be imported, with and without their endings",
    {
        "a.ts": 'import { b } from "./b.ts";\nexport const a: number = b + 1;\na',
        "b.ts": "export const b = await Promise.resolve(41);",
        "waits.ts": "export const w = await 1;",
        "plain.ts": "export const p: number = 1;",
        "view.tsx": "const React = { createElement: (...x: unknown[]) => x };\nexport const View = () => <div id=\"x\">hi</div>;",
        "d.json": '{"k": 5, "list": [1]}',
        "c.cjs": "exports.c = 9; module.exports.d = __filename.endsWith('c.cjs');",
        "fn.js": "module.exports = function f() { return 3 }",
        "esm.js": "export default 7; export const named = 8;",
        "top.mjs": "export const here = await Promise.resolve('local');",
        "m.mts": "export const m: number = 6;",
        "n.cts": "export const m: number = 6;",
        "one.ts": 'import { two } from "./two"; export const one = 1; export const get = () => two;',
        "two.ts": 'import { one } from "./one"; export const two = 2; export const back = () => one;',
        "sub/index.ts": "export default 'index';",
    },
    kinds,
)


def edits(k, folder):
    cell = 'import { value } from "./outer"; value'
    eq(k.run(cell).result, "1")
    write(folder / "inner.js", "export const value = 2;")
    eq(k.run(cell).result, "2")
    eq(k.run('(await import("./outer")).value').result, "2")
    eq(k.run('require("./common.cjs").n').result, "1")
    write(folder / "common.cjs", "exports.n = 2;")
    eq(k.run('import { n } from "./common.cjs"; n').result, "2")
    write(folder / "data.json", '{"x": 1}')
    eq(k.run('import data from "./data.json"; data.x').result, "1")
    write(folder / "data.json", '{"x": "two"}')
    eq(k.run('import data from "./data.json"; data.x.length').result, "3")
    write(folder / "late.ts", "export const late = 1;")
    eq(k.run('import { late } from "./late"; late').result, "1")
    os.remove(folder / "late.ts")
    has(k.run('import { late } from "./late"; late').traceback, "Cannot find module './late'")


folder_probe(
    "an edit of any file is seen at the next import",
    {
        "outer.ts": 'export { value } from "./inner.js";',
        "inner.js": "export const value = 1;",
        "common.cjs": "exports.n = 1;",
    },
    edits,
)


def wrong_modules(k, _folder):
    run = k.run('import { fail } from "./fail";\nfail();')
    has(run.traceback, "at fail (fail.ts:5:9)")
    run = k.run('import { t } from "./types"; t')
    has(run.traceback, "types.ts:2:14 - error TS2322")
    has(run.traceback, '  2 | export const t: number = "s";')
    run = k.run('import { s } from "./syntax"; s')
    has(run.traceback, "syntax.ts:1:")
    run = k.run('import "./throws"')
    has(run.traceback, "Error: while loading\n    at Object.<anonymous> (throws.ts:1:7)")
    run = k.run('const path = "./types"; await import(path)')
    has(run.traceback, "types.ts:2:14 - error TS2322")
    eq(k.run('import { fine } from "./fine"; fine').result, "1")


folder_probe(
    "an error in a module is told by its line",
    {
        "fail.ts": "interface Long {\n  a: number;\n}\nexport function fail(): never {\n  throw new Error('here');\n}",
        "types.ts": '// a comment\nexport const t: number = "s";',
        "syntax.ts": "export const [ = 1;",
        "throws.ts": "throw new Error('while loading');",
        "fine.ts": "export const fine = 1;",
    },
    wrong_modules,
)


def packages(k, folder):
    eq(k.run('import top from "waits"; top').result, "'waited'")
    eq(k.run('import { named } from "common"; named').result, "'by name'")
    eq(k.run('import compiled from "compiled"; compiled()').result, "'default'")
    write(folder / "node_modules/late/package.json", '{"name": "late", "main": "index.js"}')
    write(folder / "node_modules/late/index.js", "exports.late = 'now';")
    eq(k.run('import { late } from "late"; late').result, "'now'")
    run = k.run('import { dom } from "browser"; document.title')
    has(run.traceback, "Cannot find name 'document'")
    eq(k.run('import { dom } from "browser"; dom').result, "1")
    eq(k.run("[...new Headers([['a', 'b']])].length").result, "1")


folder_probe(
    "packages: with top-level await, CommonJS, compiled from ES modules, installed late, for browsers",
    {
        "node_modules/waits/package.json": '{"name": "waits", "type": "module", "exports": "./index.js"}',
        "node_modules/waits/index.js": "export default await Promise.resolve('waited');",
        "node_modules/common/package.json": '{"name": "common", "main": "index.js"}',
        "node_modules/common/index.js": "const all = { named: 'by name' }; module.exports = Object.assign({}, all);",
        "node_modules/compiled/package.json": '{"name": "compiled", "main": "index.js"}',
        "node_modules/compiled/index.js": "Object.defineProperty(exports, '__esModule', { value: true }); exports.default = () => 'default';",
        "node_modules/browser/package.json": '{"name": "browser", "main": "index.js", "types": "index.d.ts"}',
        "node_modules/browser/index.js": "exports.dom = 1;",
        "node_modules/browser/index.d.ts": '/// <reference lib="dom" />\nexport declare const dom: number; export declare function draw(at: HTMLElement): void;',
    },
    packages,
)


JSX = "declare global { namespace JSX { interface IntrinsicElements { [name: string]: object } } }"


def project(k, _folder):
    run = k.run("function f(x) { return x }")
    has(run.traceback, "TS7006")
    has(run.text("stderr") + k.run("1").text("stderr"), "for cells count strict, jsxFactory, paths; not target, outDir")
    eq(k.run("1").text("stderr"), "")
    eq(k.run('import { a } from "@lib/a"; a').result, "1")
    eq(k.run(f"{JSX}; const h = (...x: unknown[]) => x; <p/>").result, "[ 'p', null ]")


folder_probe(
    "of a tsconfig.json beside the notebook counts what makes sense for cells; the rest is said not to",
    {
        "tsconfig.json": json.dumps(
            {"compilerOptions": {"strict": True, "target": "es5", "outDir": "x", "jsxFactory": "h", "paths": {"@lib/*": ["./lib/*"]}}}
        ),
        "lib/a.ts": "export const a: number = 1;",
    },
    project,
)


@probe("process.chdir moves fs, and leaves imports and the compiler alone", own=True)
def _(name):
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as other:
        write(Path(folder, "a.ts"), "export const a: number = 1;")
        with kernel(name, cwd=folder) as k:
            run = k.run(f'process.chdir({json.dumps(other)}); import {{ a }} from "./a"; a')
            eq((run.traceback, run.result), ("", "1"))
            eq(k.run("require('fs').readdirSync('.')").result, "[]")
            eq(k.run("process.cwd() === __dirname").result, "false")
            run = k.run("let x: number = 'wrong'")
            has(run.traceback, "TS2322")
            eq(k.run('(await import("./a")).a').result, "1")


@probe("no warning of Node's about experiments is shown")
def _(k):
    run = k.run('import("node:path"); require("node:module"); new Blob(["x"]); fetch; import("node:sqlite").catch(() => {}); 1')
    lacks(run.text("stderr"), "Experimental")
    eq(k.run('process.emitWarning("mine"); await new Promise((r) => setTimeout(r, 20))').text("stderr"), "Warning: mine\n")
