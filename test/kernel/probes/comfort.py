"""What makes working with the kernel pleasant."""

import os
import tempfile
import time
from pathlib import Path

from .harness import eq, has, kernel, probe


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    # Some file systems tell times by the hundredth of a second.
    time.sleep(0.03)


@probe("for await at the top of a cell")
def _(k):
    run = k.run(
        "async function* count() { yield 1; yield 2 }\nlet sum = 0;\nfor await (const x of count()) sum += x;\nsum"
    )
    eq((run.status, run.result), ("ok", "3"))
    eq(k.run("for await (const x of [Promise.resolve(5)]) console.log(x)").text(), "5\n")


@probe("await anywhere: in expressions, loops, destructuring, functions of other cells")
def _(k):
    k.run("const later = <T,>(x: T) => new Promise<T>((r) => setTimeout(() => r(x), 2));")
    eq(k.run("const { a, b: [c] } = await later({ a: 1, b: [2] }); a + c").result, "3")
    eq(k.run("let n = 0; for (const x of [1, 2]) n += await later(x); n").result, "3")
    eq(k.run("(await later([1, 2])).map((x) => x * 2)").result, "[ 2, 4 ]")
    eq(k.run("try { await Promise.reject(new Error('e')) } catch (e) { console.log((e as Error).message) }").text(), "e\n")


@probe("an ESM-only package, found through exports only, by import() and by import", own=True)
def _(name):
    with tempfile.TemporaryDirectory() as folder:
        package = Path(folder, "node_modules", "only-esm")
        write(
            package / "package.json",
            '{"name": "only-esm", "version": "1.0.0", "type": "module",'
            ' "exports": {".": {"types": "./lib/main.d.ts", "import": "./lib/main.js"}}}',
        )
        write(package / "lib/main.js", "export const answer = await Promise.resolve(42);")
        write(package / "lib/main.d.ts", "/** All of it. */\nexport declare const answer: number;")
        write(Path(folder, "local.mjs"), "export const here = await 'local';")
        with kernel(name, cwd=folder) as k:
            run = k.run('const { answer } = await import("only-esm"); answer + 1')
            eq((run.traceback, run.result), ("", "43"))
            run = k.run('let text: string = (await import("only-esm")).answer')
            eq(run.reply["ename"], "TypeScriptError")
            run = k.run('(await import("./local.mjs")).here')
            eq((run.traceback, run.result), ("", "'local'"))
            run = k.run('(await import("node:path")).basename("/a/b")')
            eq((run.traceback, run.result), ("", "'b'"))


@probe("edits in the project's src/ are seen after the next import, beside and above the notebook", own=True)
def _(name):
    with tempfile.TemporaryDirectory() as folder:
        inner, outer = Path(folder, "src/inner.ts"), Path(folder, "src/outer.ts")
        write(inner, "export const value: number = 1;")
        write(outer, 'import { value } from "./inner.js";\nexport const twice = (): number => 2 * value;')
        above = Path(folder, "notebooks")
        above.mkdir()
        for cwd, path in ((folder, "./src/outer"), (above, "../src/outer")):
            write(inner, "export const value: number = 1;")
            with kernel(name, cwd=str(cwd)) as k:
                cell = f'import {{ twice }} from "{path}"; twice()'
                eq(k.run(cell).result, "2")
                write(inner, "export const value: number = 21;")
                eq(k.run(cell).result, "42")
                write(inner, "export const other = 1;\nexport const value: number = other + 2;")
                eq(k.run(cell).result, "6")
                eq(k.run("twice()").result, "6")


@probe("an error in a project file is told by its TypeScript line", own=True)
def _(name):
    with tempfile.TemporaryDirectory() as folder:
        write(
            Path(folder, "src/fail.ts"),
            "interface Long {\n  a: number;\n}\nexport function fail(): never {\n  throw new Error('here');\n}",
        )
        with kernel(name, cwd=folder) as k:
            run = k.run('import { fail } from "./src/fail";\nfail();')
            has(run.traceback, "at fail (src/fail.ts:5:9)")
            has(run.traceback, "at In[1]:2:")


@probe("a package of the project that was built anew is seen after the next import", own=True)
def _(name):
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder, "package.json"), '{"name": "mine", "main": "./dist/index.js", "types": "./dist/index.d.ts"}')
        os.mkdir(f"{folder}/node_modules")
        os.symlink("..", f"{folder}/node_modules/mine")
        main, part = Path(folder, "dist/index.js"), Path(folder, "dist/part.js")
        write(main, 'exports.part = require("./part.js").part;')
        write(Path(folder, "dist/index.d.ts"), "export declare const part: number;")
        write(part, "exports.part = 1;")
        with kernel(name, cwd=folder) as k:
            cell = 'import { part } from "mine"; part'
            eq(k.run(cell).result, "1")
            write(part, "exports.part = 2;")
            eq(k.run(cell).result, "2")
            write(Path(folder, "dist/index.d.ts"), "export declare const part: string;")
            eq(k.run('import { part } from "mine"; const n: number = part').reply["ename"], "TypeScriptError")


@probe("a bundle of the project that was built anew is seen after the next import", own=True)
def _(name):
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder, "package.json"), '{"name": "mine", "type": "module", "exports": "./bundle.js"}')
        os.mkdir(f"{folder}/node_modules")
        os.symlink("..", f"{folder}/node_modules/mine")
        text = f'export {{ sep }} from "node:path";\nexport class Part {{ static n = 1 }}\n{"// a bundle is large" * 6000}'
        write(Path(folder, "bundle.js"), text)
        with kernel(name, cwd=folder) as k:
            cell = 'import { Part, sep } from "mine"; [Part.n, sep]'
            eq(k.run(cell).result, "[ 1, '/' ]")
            eq(k.run('(await import("mine")).Part === Part && require("mine").Part === Part').result, "true")
            write(Path(folder, "bundle.js"), text.replace("n = 1", "n = 2"))
            eq(k.run(cell).result, "[ 2, '/' ]")


@probe("types are checked as tslab does; strictly if the kernel was installed so", own=True)
def _(name):
    code = "function f(x) { return x }\nlet n: number = null; f(n)"
    with kernel(name) as k:
        eq(k.run(code).result, "null")
    with kernel("strict") as k:
        run = k.run(code)
        has(run.traceback, "TS7006")
        has(run.traceback, "TS2322")


@probe("Node's types are known outside of any project", own=True)
def _(name):
    with tempfile.TemporaryDirectory() as folder:
        with kernel(name, cwd=folder) as k:
            eq(k.run('console.log(process.version.length > 0); Buffer.from("a").length').result, "1")


@probe("complete: inside the braces of an import, members, and variables of earlier cells")
def _(k):
    k.run("const earlier = { width: 1, height: 2 };")

    def matches(code, mark="|"):
        at = code.index(mark)
        return k.ask("complete_request", {"code": code.replace(mark, ""), "cursor_pos": at})

    has(matches('import { | } from "ml-matrix"')["matches"], "Matrix")
    has(matches('import { Matr| } from "ml-matrix"')["matches"], "Matrix")
    has(matches("earlier.|")["matches"], "height")
    has(matches("earl|")["matches"], "earlier")
    reply = matches("earlier.wi|")
    kinds = {t["text"]: t["type"] for t in reply["metadata"]["_jupyter_types_experimental"]}
    eq(kinds, {"width": "property"})


@probe("completion and documentation are given while a cell waits")
def _(k):
    waiting = k.send('console.log("go"); await new Promise((r) => setTimeout(r, 1500));')
    k.started(waiting)
    reply = k.ask("complete_request", {"code": "Math.flo", "cursor_pos": 8})
    has(reply["matches"], "floor")
    k.reply(waiting)
    k.collect(waiting)


@probe("a cell may declare again, also what the kernel offers")
def _(k):
    k.run("let twice = 1")
    eq(k.run('const twice = "two"; twice').result, "'two'")
    eq(k.run('function prompt() { return "mine" }\nprompt()').result, "'mine'")
    eq(k.run("prompt()").result, "'mine'")


@probe("modules made in cells can be imported, also by import()")
def _(k):
    k.run("/** @module shape */\nexport const sides = 4;")
    eq(k.run('import { sides } from "./shape"; sides').result, "4")
    run = k.run('(await import("./shape")).sides')
    eq((run.traceback, run.result), ("", "4"))
