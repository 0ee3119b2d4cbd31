"""Errors that a reader understands, and values as a REPL shows them."""

import numpy

from .harness import eq, has, lacks, probe

LAUNCHER = ("node_modules/tslab", "dist/kernel", "src/kernel", "node:internal", "node:vm", "evalmachine")


def clean(run):
    for part in LAUNCHER:
        lacks(run.traceback, part)
    return run.traceback


@probe("a run-time error names line and column of its cell, with the line and a caret")
def _(k):
    run = k.run("interface Point { x: number }\n\nconst p = null as unknown as Point;\nconst 幅 = p.x;")
    count = run.reply["execution_count"]
    eq(run.reply["ename"], "TypeError")
    has(clean(run), f"In[{count}]:4:13\n  4 | const 幅 = p.x;\n    |       \u3000     ^\n")
    has(run.traceback, f"    at In[{count}]:4:13")


@probe("the trace goes through the cells that declared the functions")
def _(k):
    first = k.run("interface A { a: 1 }\nfunction deep(): never {\n  throw new RangeError('deep');\n}")
    second = k.run("class Middle {\n  go(): void { deep(); }\n}")
    third = k.run("// a comment\n\nnew Middle().go();")
    a, b, c = (run.reply["execution_count"] for run in (first, second, third))
    frames = [line.strip() for line in clean(third).split("\n") if line.startswith("    at ")]
    eq(frames, [f"at deep (In[{a}]:3:9)", f"at Middle.go (In[{b}]:2:16)", f"at In[{c}]:3:14"])


@probe("after an await, in async functions, in for await: still the lines of the cell")
def _(k):
    run = k.run("await 1;\nasync function slow() {\n  await 2;\n  throw new Error('late');\n}\nawait slow();")
    n = run.reply["execution_count"]
    frames = [line.strip() for line in clean(run).split("\n") if line.startswith("    at ")]
    eq(frames, [f"at slow (In[{n}]:4:9)", f"at async In[{n}]:6:1"])
    run = k.run("for await (const x of [1]) {\n  throw new Error('loop');\n}")
    has(clean(run), f"at In[{n + 1}]:2:9")


@probe("a type error names line and column, with the line and a caret")
def _(k):
    run = k.run('const 名前 = "🎉";\nlet total: number = 名前;')
    n = run.reply["execution_count"]
    eq(run.reply["ename"], "TypeScriptError")
    eq(run.reply["evalue"], "Type 'string' is not assignable to type 'number'.")
    eq(
        clean(run),
        f"In[{n}]:2:5 - error TS2322: Type 'string' is not assignable to type 'number'.\n"
        "  2 | let total: number = 名前;\n"
        "    |     ^",
    )
    eq(k.run("1").status, "ok")


@probe("a syntax error is called so")
def _(k):
    run = k.run("let 1x = 2;")
    eq(run.reply["ename"], "SyntaxError")
    has(run.traceback, ":1:6 - error TS1351")


@probe("causes and the errors of an AggregateError are told")
def _(k):
    run = k.run('throw new Error("outer", { cause: new TypeError("inner") });')
    has(clean(run), "[cause]: TypeError: inner")
    run = k.run('throw new AggregateError([new Error("one"), 2], "many");')
    has(clean(run), "[errors][0]: Error: one")


@probe("what is no error can be thrown too; hostile errors do no harm")
def _(k):
    run = k.run("throw { code: 5 };")
    eq((run.reply["ename"], run.reply["evalue"]), ("Uncaught", "{ code: 5 }"))
    eq(k.run("throw undefined;").reply["evalue"], "undefined")
    eq(k.run("class Own extends Error { override name = 'Own' }\nthrow new Own('x');").reply["ename"], "Own")
    for code in (
        "const e = new Error('x'); Object.defineProperty(e, 'message', { get() { throw e } }); throw e;",
        "throw new Proxy({}, { get() { throw new Error('trap') } });",
        "throw Object.create(null);",
        "const e2 = new Error('x'); e2.cause = e2; throw e2;",
        "const e3 = new Error('x'); (e3 as any).stack = 5; (e3 as any).name = {}; throw e3;",
        "Error.prepareStackTrace = () => { throw 1 }; throw new Error('y');",
    ):
        eq(k.run(code).status, "error")
        k.run("Error.prepareStackTrace = undefined as never")
    eq(k.run("1").result, "1")


@probe("a stack overflow is an error like any other")
def _(k):
    run = k.run("const f = (): number => f() + 1;\nf();")
    eq(run.reply["ename"], "RangeError")
    clean(run)
    eq(k.run("1").result, "1")


@probe("an unhandled rejection and an error in a timer are told in the cell that made them")
def _(k):
    first = k.send("setTimeout(() => { Promise.reject(new Error('lost')) }, 150);\nsetTimeout(() => { throw new Error('timer') }, 150);\nundefined")
    k.reply(first)
    k.collect(first)
    second = k.run("const other = 2;")
    eq(second.status, "ok")
    text = k.late(first, lambda t: "lost" in t and "Error: timer" in t)
    has(text, "Unhandled rejection:")
    has(text, "Uncaught exception:")
    has(text, ":2:26")
    run = k.run("Promise.reject(new Error('now')); await new Promise((r) => setTimeout(r, 20)); 5")
    eq((run.status, run.result), ("ok", "5"))
    has(run.text("stderr"), "Error: now")


@probe("values are shown as in a REPL")
def _(k):
    for code, shown in (
        ("1", "1"),
        ('"a\\nb"', "'a\\nb'"),
        ("-0", "-0"),
        ("10n", "10n"),
        ("null", "null"),
        ("undefined", None),
        ("let v = 3", None),
        ("false", "false"),
        ("[1, [2, [3, [4]]]]", "[ 1, [ 2, [ 3, [Array] ] ] ]"),
        ("new Map([[1, 2]])", "Map(1) { 1 => 2 }"),
        ("() => 1", "[Function (anonymous)]"),
        ("Symbol.iterator", "Symbol(Symbol.iterator)"),
        ("await 8", "8"),
        ("const w = 4; w", "4"),
    ):
        eq((code, k.run(code).result), (code, shown))


@probe("a value may offer a MIME bundle; plain text is added")
def _(k):
    run = k.run(
        '({ [Symbol.for("Jupyter.display")]: async () => ({ "text/html": "<b>x</b>", "image/png": "AAAA" }) })'
    )
    data = run.of("execute_result")[0]["content"]["data"]
    eq((data["text/html"], data["image/png"]), ("<b>x</b>", "AAAA"))
    assert "text/plain" in data
    run = k.run('({ [Symbol.for("Jupyter.display")]: () => 5 })')
    eq(run.status, "error")
    has(run.reply["evalue"], "expected an object of data by MIME type, got 5")


@probe("a MIME bundle that no message can hold is an error of its cell")
def _(k):
    for bundle in ('{ "text/plain": "x", "a/b": () => 1 }', '{ "text/plain": "x", "a/b": Symbol("s") }'):
        run = k.run(f'({{ [Symbol.for("Jupyter.display")]: () => ({bundle}) }})')
        eq((run.status, run.states[-1]), ("error", "idle"))
        has(run.reply["evalue"], "could not be cloned")
    values = k.run("1", user_expressions={"__proto__": "1 + 1"}).reply["user_expressions"]
    eq(values["__proto__"]["data"], {"text/plain": "2"})


@probe("a Matrix is shown as its NumPy text")
def _(k):
    run = k.run('import { Matrix } from "ml-matrix";\nnew Matrix([[1, 0.5], [-2, 1e-9]])')
    eq(run.result, str(numpy.array([[1, 0.5], [-2, 1e-9]])))
